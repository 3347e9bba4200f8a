package leadhub.bots.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import leadhub.automations.pages.DraftTree;

/**
 * Whether a flow can be sent as a form, which comes as a whole with the steps that it was made of. What programs write may be larger; the
 * panel shows that without letting it be changed.
 *
 * <p>Limits: 1,900 controls; 400,000 bytes as a form encodes them.
 */
final class FlowSize {
    private static final int MOST_CONTROLS = 1_900;
    private static final int MOST_BYTES = 400_000;
    private static final int PER_STEP = 5;
    private static final int PER_CONDITION = 3;
    private static final int PER_PATH = 3;

    private FlowSize() {}

    static boolean fits(FlowScreen screen) {
        var languages = 1 + screen.others().size();
        var controls = 0;
        for (var step : new DraftTree(screen.shown().body()).all()) {
            controls += PER_STEP + languages;
            for (var path : step.path("config").path("paths")) {
                controls += PER_PATH
                        + languages
                        + PER_CONDITION * path.path("conditions").size();
            }
        }
        var sent = URLEncoder.encode(screen.shown().body().toString(), StandardCharsets.UTF_8);
        return controls <= MOST_CONTROLS && sent.length() <= MOST_BYTES;
    }
}
