package dev.headrace.port;

import java.util.UUID;

/** Where random identities come from: query ids, run ids, incarnations. */
@FunctionalInterface
public interface Ids {

    /** A fresh identity that no other call returns. */
    UUID next();
}
