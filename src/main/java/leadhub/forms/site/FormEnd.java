package leadhub.forms.site;

import leadhub.forms.Form;
import org.jspecify.annotations.Nullable;

/**
 * The model of a page that says how it ended.
 *
 * @param title the key of a message
 * @param redirect where the visitor is led from here; null for nowhere
 * @param confirm where a button sends its press; null for no button
 * @param button the key of what the button says
 * @param text the form's own words; null for ours, under {@code message}
 */
public record FormEnd(
        Form form,
        String title,
        @Nullable String text,
        String message,
        @Nullable String redirect,
        @Nullable String confirm,
        String button) {
    private static final String CONFIRM = "forms.page.confirm.button";

    static FormEnd sent(Form form) {
        return new FormEnd(
                form,
                "forms.page.sent.title",
                form.settings().successMessage(),
                "forms.page.sent",
                form.settings().redirectUrl(),
                null,
                CONFIRM);
    }

    static FormEnd pending(Form form) {
        return end(form, "forms.page.pending", null, CONFIRM);
    }

    static FormEnd closed(Form form) {
        return end(form, "forms.page.closed", null, CONFIRM);
    }

    static FormEnd asking(Form form, String confirm) {
        return end(form, "forms.page.confirm", confirm, CONFIRM);
    }

    static FormEnd confirmedBefore(Form form) {
        return end(form, "forms.page.confirmed", null, CONFIRM);
    }

    /** @param again where a new link is asked for; null once that is done */
    static FormEnd expired(Form form, @Nullable String again) {
        return end(
                form, again == null ? "forms.page.renewed" : "forms.page.expired", again, "forms.page.expired.button");
    }

    private static FormEnd end(Form form, String message, @Nullable String confirm, String button) {
        return new FormEnd(form, message + ".title", null, message, null, confirm, button);
    }
}
