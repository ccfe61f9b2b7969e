package dev.headrace.state;

import org.jspecify.annotations.Nullable;

/** What a store must have seen at least before it may answer. */
public class PositionBound {

    private final Position position;

    private PositionBound(Position position) {
        this.position = position.copy();
    }

    /** No demand. */
    public static PositionBound unbounded() {
        return new PositionBound(Position.emptyPosition());
    }

    /** The store must be at the position or past it. The position is copied. */
    public static PositionBound at(Position position) {
        return new PositionBound(position);
    }

    /** Whether there is no demand. */
    public boolean isUnbounded() {
        return position.isEmpty();
    }

    /** What must have been seen. */
    public Position position() {
        return position;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof PositionBound that && position.equals(that.position));
    }

    /** Refused: the position changes. */
    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("Cannot hash a position bound: it is mutable");
    }

    @Override
    public String toString() {
        return "PositionBound{" + position + "}";
    }
}
