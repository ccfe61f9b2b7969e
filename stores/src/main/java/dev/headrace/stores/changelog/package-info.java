/** What a changelog topic is: the settings that a store's changes need of their topic. */
@NullMarked
package dev.headrace.stores.changelog;

import org.jspecify.annotations.NullMarked;
