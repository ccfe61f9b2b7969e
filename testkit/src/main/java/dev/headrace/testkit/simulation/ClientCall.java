package dev.headrace.testkit.simulation;

/**
 * One call of a client, as {@link Faults} sees it.
 *
 * @param step the number of the call among all calls of all clients, from 1
 * @param ordinal the number of the call among those at the same site, from 1
 * @param process the name of the process that calls
 * @param clientId the {@code client.id} of the client
 */
public record ClientCall(long step, ClientSite site, long ordinal, String process, String clientId) {}
