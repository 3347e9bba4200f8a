package leadhub.site;

import java.util.regex.Pattern;

/** Tells programs that read pages, and browsers that read ahead, from visitors; what they do is in no figures. */
public final class Programs {
    private static final Pattern NAMES = Pattern.compile("(?i)bot\\b|crawler|spider|slurp|preview|lighthouse");

    private Programs() {}

    public static boolean isOne(SiteCall call) {
        return call.header("Sec-Purpose").isPresent()
                || NAMES.matcher(call.header("User-Agent").orElse("")).find();
    }
}
