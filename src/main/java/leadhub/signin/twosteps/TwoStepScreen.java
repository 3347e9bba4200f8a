package leadhub.signin.twosteps;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page about one's second step shows.
 *
 * @param canBeSetUp whether this server has a key to keep a secret with
 * @param isLost whether it is on and the codes of the app can't be checked any more
 * @param isDemanded whether the workspace lets nobody on without it
 * @param secret what is typed into an app that can't see the picture; null unless it is being set up
 * @param picture the same for its camera
 * @param codes recovery codes, shown this once; empty if there is nothing to show
 * @param problem the key of a message
 */
public record TwoStepScreen(
        boolean canBeSetUp,
        boolean isOn,
        boolean isLost,
        boolean isDemanded,
        int codesLeft,
        @Nullable String secret,
        @Nullable QrCode picture,
        List<String> codes,
        @Nullable String problem) {

    @Override
    public String toString() {
        return "TwoStepScreen[" + isOn + "]";
    }
}
