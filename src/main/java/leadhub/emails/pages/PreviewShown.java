package leadhub.emails.pages;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.emails.sending.EmailPreview;
import org.jspecify.annotations.Nullable;

/**
 * The preview of an email beside its form.
 *
 * @param email null where there is nothing to show
 * @param problems why not; empty where there is no lead to show it for
 */
public record PreviewShown(@Nullable EmailPreview email, List<Refusal> problems) {
    static final PreviewShown NOTHING = new PreviewShown(null, List.of());
}
