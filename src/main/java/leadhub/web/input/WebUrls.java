package leadhub.web.input;

import java.util.regex.Pattern;

/** Tells addresses of web pages from other text. */
public final class WebUrls {
    /** What one may have in characters. */
    public static final int MOST_CHARACTERS = 2048;

    /** No user name or password before the host, which would make a link look as if it led elsewhere. */
    private static final Pattern URL =
            Pattern.compile("(?i)https?://[^\\s/?#@<>\"\\\\]+([/?#][^\\s<>\"]*)?", Pattern.UNICODE_CHARACTER_CLASS);

    private WebUrls() {}

    public static boolean isValid(String text) {
        return URL.matcher(text).matches();
    }
}
