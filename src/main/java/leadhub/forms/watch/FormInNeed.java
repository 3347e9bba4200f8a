package leadhub.forms.watch;

import java.time.Duration;
import leadhub.forms.Form;
import org.jspecify.annotations.Nullable;

/**
 * A form that somebody should look after.
 *
 * @param host of the page that can't show it; "" where it isn't about one
 * @param count how often since yesterday; of a silence, 0
 * @param silence null unless nothing comes any more
 */
public record FormInNeed(
        Form form,
        FormTrouble trouble,
        String host,
        long count,
        @Nullable Silence silence) {

    /**
     * Nothing comes any more.
     *
     * @param lasts for how long nothing has come
     * @param usual how long it usually takes until the next one comes
     */
    public record Silence(Duration lasts, Duration usual) {}
}
