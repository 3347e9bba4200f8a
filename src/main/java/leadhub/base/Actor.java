package leadhub.base;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who or what does something. Written beside every change, as JSON: a kind that is stored is never renamed.
 *
 * @param id of the user, key, automation …; 0 for the program itself
 * @param run in which it is done, by an automation
 */
public record Actor(
        Kind kind,
        long id,
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Run run) {

    public Actor(Kind kind, long id, String name) {
        this(kind, id, name, null);
    }

    /** What an actor can be. */
    public enum Kind {
        USER,
        API_KEY,
        AUTOMATION,
        FORM,
        INTEGRATION,
        IMPORT,
        BOT,
        /** What came in from outside under no key; its id is the automation's at whose URL that was, else 0. */
        INBOUND,
        /** The program itself, at a command or in a job. */
        SYSTEM;

        /** As it is told to the outside: {@code api_key}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One run of an automation.
     *
     * @param depth 1 if a person, a program or the clock started it, one more than the run whose change did
     */
    public record Run(long id, int depth) {}

    /** The program itself, at a command or in a job. */
    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, 0, name);
    }

    /** What this actor's changes say about how they came about. */
    public CausedBy causedBy() {
        return new CausedBy(
                kind.word(),
                kind == Kind.SYSTEM ? null : (Long) id,
                run == null ? null : (Long) run.id(),
                run == null ? 0 : run.depth());
    }
}
