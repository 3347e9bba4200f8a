package leadhub.forms.mails;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import leadhub.base.Seal;
import leadhub.base.Times;
import leadhub.forms.Form;
import leadhub.forms.FormLinks;
import leadhub.mail.Mails;
import org.springframework.stereotype.Component;

/** Links by which people go on with what they typed into a form and didn't send. Sealed, and good for one form. */
@Component
public class ResumeLinks {
    /** How long a link is good. */
    private static final Duration GOOD = Duration.ofDays(7);

    private static final int MOST_CHARACTERS = 400;

    private final Seal seal;
    private final Mails mails;
    private final Clock clock;

    ResumeLinks(Seal seal, Mails mails, Clock clock) {
        this.seal = seal;
        this.mails = mails;
        this.clock = clock;
    }

    /** Whether a form's visitors may have one mailed: where what they type is kept, and there is somewhere to mail it to. */
    public boolean areOffered(long workspaceId, Form form) {
        return form.settings().storesPartial() && Form.email(form.fields()) != null && mails.canSend(workspaceId);
    }

    /** @param pageId of the page's token */
    String url(Form form, String pageId) {
        var text = pageId + " " + Times.now(clock).toEpochMilli();
        var sealed = seal.seal(place(form), text.getBytes(StandardCharsets.UTF_8));
        return FormLinks.page(form.origin(), form) + "?_resume="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The id of the page that a link leads back to; empty for one of another form, or that is too old. */
    public Optional<String> open(Form form, String token) {
        if (token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return seal.open(place(form), Base64.getUrlDecoder().decode(token))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split(" "))
                    .filter(parts -> isGood(Instant.ofEpochMilli(Long.parseLong(parts[1]))))
                    .map(parts -> parts[0]);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isGood(Instant madeAt) {
        return !Times.now(clock).isAfter(madeAt.plus(GOOD));
    }

    private static String place(Form form) {
        return "form resume " + form.id();
    }
}
