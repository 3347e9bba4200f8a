package leadhub.files;

import java.math.BigDecimal;
import java.math.RoundingMode;
import leadhub.panel.Page;

/** How large files are, in words. */
public final class FileSizes {
    private static final int KILO = 1_000;
    private static final int MEGA = 1_000_000;

    private FileSizes() {}

    /** In kilobytes, of which even the smallest has one; in megabytes from one on. */
    public static String text(Page page, long bytes) {
        return bytes < MEGA
                ? page.say("files.size.kb", page.number(Math.max(1, Math.ceilDiv(bytes, KILO))))
                : page.say(
                        "files.size.mb",
                        page.number(
                                BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(MEGA), 1, RoundingMode.HALF_UP)));
    }
}
