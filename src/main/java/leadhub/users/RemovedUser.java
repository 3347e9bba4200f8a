package leadhub.users;

/** A removed user, who may still be named on leads, tasks and keys. */
public record RemovedUser(long id, String name, String email) {}
