package dev.headrace.stores;

import dev.headrace.state.BytesStore;
import dev.headrace.stores.memory.MemoryBytesStore;
import java.nio.file.Path;

class MemoryBytesStoreTest extends BytesStoreContract {

    @Override
    BytesStore open(Path directory) {
        return new MemoryBytesStore();
    }
}
