package dev.headrace.examples.traffic;

/** Decides when the worker is killed. */
interface Chaos {

    /**
     * Kills the worker if it is time to.
     *
     * @param counted how many purchases have been counted and committed
     */
    void tick(long nowMs, long counted);

    /** How often the worker was killed. */
    int kills();

    /** Peace: nobody is ever killed. */
    static Chaos none() {
        return new Chaos() {
            @Override
            public void tick(long nowMs, long counted) {}

            @Override
            public int kills() {
                return 0;
            }
        };
    }
}
