package leadhub.integrations.emailimap;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The text of an email that is only there as HTML. Nothing of it is run, followed or loaded. */
final class MailHtml {
    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<(script|style|head|title)\\b[^>]{0,2000}>.*?</\\1\\s{0,9}>|<!--.*?-->");

    private static final Pattern LINE_END = Pattern.compile("(?i)<(br|/p|/div|/tr|/li|/h[1-6]|/blockquote)\\b[^<>]{0,2000}>");
    private static final Pattern CELL_END = Pattern.compile("(?i)</t[dh]\\s{0,9}>");
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,10000}>");

    private MailHtml() {}

    static String text(String html) {
        var seen = UNSEEN.matcher(html).replaceAll(" ").replaceAll("\\s+", " ");
        var lines = CELL_END.matcher(LINE_END.matcher(seen).replaceAll("\n")).replaceAll(" ");
        var text = HtmlUtils.htmlUnescape(TAG.matcher(lines).replaceAll(""));
        return text.replace('\u00a0', ' ').replaceAll("[ \\t]*\\n[ \\t]*", "\n").replaceAll("\\n{3,}", "\n\n");
    }
}
