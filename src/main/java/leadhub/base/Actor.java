package leadhub.base;

/** Who does something: a key, a user, or the program itself. Written beside every change. */
public record Actor(Kind kind, long id, String name) {
    /** What an actor can be. */
    public enum Kind {
        API_KEY,
        USER,
        SYSTEM
    }

    /** The program itself, at a command or in a job. */
    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, 0, name);
    }
}
