package dev.headrace.hadoop;

import dev.headrace.port.FilePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;

/** A call of Hadoop, whose exceptions for missing and for existing files are told in the terms of the port. */
@FunctionalInterface
interface HadoopCall<T> {

    T run() throws IOException;

    static <T> T on(FilePath path, HadoopCall<T> call) throws IOException {
        return on(path, path, call);
    }

    /** Calls; what is missing is {@code from}, and what exists is {@code to}. */
    static <T> T on(FilePath from, FilePath to, HadoopCall<T> call) throws IOException {
        try {
            return call.run();
        } catch (FileNotFoundException e) {
            throw caused(new NoSuchFileException(from.location(), null, e.getMessage()), e);
        } catch (org.apache.hadoop.fs.FileAlreadyExistsException | AlreadyBeingCreatedException e) {
            throw caused(new FileAlreadyExistsException(to.location(), null, e.getMessage()), e);
        }
    }

    private static IOException caused(IOException told, IOException cause) {
        told.initCause(cause);
        return told;
    }
}
