package dev.headrace.testkit.simulation;

import dev.headrace.port.FileInput;

/** Reads a simulated file as it was when it was opened. */
final class SimulatedFileInput extends FileInput {

    private final byte[] bytes;
    private int position;

    SimulatedFileInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return position < bytes.length ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
        if (count == 0) {
            return 0;
        }
        int copied = Math.min(count, bytes.length - position);
        if (copied <= 0) {
            return -1;
        }
        System.arraycopy(bytes, position, into, from, copied);
        position += copied;
        return copied;
    }

    @Override
    public int available() {
        return bytes.length - position;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void seek(long newPosition) {
        if (newPosition < 0 || newPosition > bytes.length) {
            throw new IllegalArgumentException(
                    "Cannot seek to byte " + newPosition + ": the file has " + bytes.length + " bytes");
        }
        position = (int) newPosition;
    }
}
