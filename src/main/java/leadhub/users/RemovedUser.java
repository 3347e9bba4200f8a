package leadhub.users;

/** Somebody who was removed, and may still stand on leads, tasks and keys. */
public record RemovedUser(long id, String name, String email) {}
