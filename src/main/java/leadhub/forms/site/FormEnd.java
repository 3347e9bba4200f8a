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
        return end(form, "forms.page.pending.title", "forms.page.pending");
    }

    static FormEnd closed(Form form) {
        return end(form, "forms.page.closed.title", "forms.page.closed");
    }

    static FormEnd asking(Form form, String confirm) {
        return new FormEnd(form, "forms.page.confirm.title", null, "forms.page.confirm", null, confirm, CONFIRM);
    }

    static FormEnd confirmedBefore(Form form) {
        return end(form, "forms.page.confirmed.title", "forms.page.confirmed");
    }

    /** @param again where a new link is asked for; null once that is done */
    static FormEnd expired(Form form, @Nullable String again) {
        return again == null
                ? end(form, "forms.page.renewed.title", "forms.page.renewed")
                : new FormEnd(
                        form,
                        "forms.page.expired.title",
                        null,
                        "forms.page.expired",
                        null,
                        again,
                        "forms.page.expired.button");
    }

    private static FormEnd end(Form form, String title, String message) {
        return new FormEnd(form, title, null, message, null, null, CONFIRM);
    }
}
