/**
 * The ways out of the engine: clock, jobs, random ids and files. The engine core reaches nothing but what it was handed
 * through these, so that the same core runs as a service, inside a user's poll loop, and in a simulation.
 */
@NullMarked
package dev.headrace.port;

import org.jspecify.annotations.NullMarked;
