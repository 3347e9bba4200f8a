package leadhub.integrations.emailimap;

import java.util.Locale;
import leadhub.base.ProblemException;

/** A mailbox can't be read. What its server said isn't told, for it may say anything. */
final class ImapFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** How far it came. */
    enum Step {
        RESOLVE,
        CONNECT,
        SIGN_IN,
        FOLDER,
        READ;

        /** As checks are called. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Step step;

    /** @param message in technical words of ours */
    ImapFailure(Step step, String message) {
        super(message);
        this.step = step;
    }

    /** It went wrong here, not there. */
    static ImapFailure inside(RuntimeException why) {
        return new ImapFailure(
                Step.READ, why instanceof ProblemException ? "its files can't be stored" : "an error of LeadHub's");
    }

    Step step() {
        return step;
    }

    String say() {
        return String.valueOf(getMessage());
    }
}
