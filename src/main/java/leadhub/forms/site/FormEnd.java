package leadhub.forms.site;

import leadhub.forms.Form;
import org.jspecify.annotations.Nullable;

/**
 * The model of a page that says how it ended.
 *
 * @param title the key of a message
 * @param redirect where the visitor is led from here; null for nowhere
 * @param confirm where a button sends its press; null for no button
 * @param text the form's own words; null for ours, under {@code message}
 */
public record FormEnd(
        Form form,
        String title,
        @Nullable String text,
        String message,
        @Nullable String redirect,
        @Nullable String confirm) {

    static FormEnd sent(Form form) {
        return new FormEnd(
                form,
                "forms.page.sent.title",
                form.settings().successMessage(),
                "forms.page.sent",
                form.settings().redirectUrl(),
                null);
    }

    static FormEnd pending(Form form) {
        return new FormEnd(form, "forms.page.pending.title", null, "forms.page.pending", null, null);
    }

    static FormEnd closed(Form form) {
        return new FormEnd(form, "forms.page.closed.title", null, "forms.page.closed", null, null);
    }

    static FormEnd asking(Form form, String confirm) {
        return new FormEnd(form, "forms.page.confirm.title", null, "forms.page.confirm", null, confirm);
    }

    static FormEnd confirmedBefore(Form form) {
        return new FormEnd(form, "forms.page.confirmed.title", null, "forms.page.confirmed", null, null);
    }

    static FormEnd expired(Form form) {
        return new FormEnd(form, "forms.page.expired.title", null, "forms.page.expired", null, null);
    }
}
