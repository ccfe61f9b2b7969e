package dev.headrace.kstream;

/** Something that may be given a name. */
interface NamedOperation<T extends NamedOperation<T>> {

    /** The same with a name. */
    T withName(String name);
}
