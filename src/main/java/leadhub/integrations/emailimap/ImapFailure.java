package leadhub.integrations.emailimap;

import java.util.Locale;
import leadhub.base.ProblemException;
import leadhub.integrations.provider.ProviderFailure;

/** A mailbox can't be read. What its server said isn't told, for it may say anything. */
final class ImapFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** How far it came. */
    enum Step {
        RESOLVE,
        /** The provider hands out an access token. */
        TOKEN,
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
    private final boolean isRefusal;
    private final boolean isBusy;

    /** @param message in technical words of ours */
    ImapFailure(Step step, String message) {
        this(step, message, step == Step.SIGN_IN, false);
    }

    private ImapFailure(Step step, String message, boolean isRefusal, boolean isBusy) {
        super(message);
        this.step = step;
        this.isRefusal = isRefusal;
        this.isBusy = isBusy;
    }

    /** The provider hands out no access token, now or for good. */
    static ImapFailure of(ProviderFailure failure) {
        return new ImapFailure(
                Step.TOKEN, failure.say(), failure.kind() != ProviderFailure.Kind.LATER, failure.isBusy());
    }

    /** It went wrong here, not there. */
    static ImapFailure inside(RuntimeException why) {
        return new ImapFailure(
                Step.READ, why instanceof ProblemException ? "its files can't be stored" : "an error of LeadHub's");
    }

    Step step() {
        return step;
    }

    /** Whether it is refused who we are, which somebody has to see to. */
    boolean isRefusal() {
        return isRefusal;
    }

    /** Whether nobody was asked, for want of room of ours: nothing that people could see to. */
    boolean isBusy() {
        return isBusy;
    }

    String say() {
        return String.valueOf(getMessage());
    }
}
