package leadhub.bots.knowledge;

import java.util.Locale;
import java.util.Set;
import org.springframework.web.util.HtmlUtils;

/** What is read of a page, in one go from its beginning to its end: texts and headings, without what isn't seen. Nothing of it is run or fetched. */
final class HtmlText {
    private static final Set<String> UNSEEN =
            Set.of("script", "style", "noscript", "template", "svg", "head", "nav", "footer", "iframe", "select");
    private static final Set<String> WITHIN_LINES = Set.of(
            "a", "b", "i", "em", "strong", "span", "u", "s", "small", "code", "mark", "sub", "sup", "abbr", "bdi",
            "font");

    private final String page;
    private final String lower;
    private final PassageCutter into;
    private final StringBuilder open = new StringBuilder();
    private int at;

    private HtmlText(String page, PassageCutter into) {
        this.page = page;
        this.lower = page.toLowerCase(Locale.ROOT);
        this.into = into;
    }

    static void read(String page, PassageCutter into) {
        // A letter that is as long in both cases keeps places the same.
        new HtmlText(page.replace("İ", "I"), into).read();
    }

    private void read() {
        while (at < page.length()) {
            var tag = page.indexOf('<', at);
            if (tag < 0) {
                open.append(page, at, page.length());
                break;
            }
            open.append(page, at, tag);
            at = tag;
            if (page.startsWith("<!--", at)) {
                skipTo("-->");
            } else {
                tag();
            }
        }
        close();
    }

    private void skipTo(String end) {
        var found = lower.indexOf(end, at);
        at = found < 0 ? page.length() : found + end.length();
    }

    private void tag() {
        var end = page.indexOf('>', at);
        if (end < 0) {
            at = page.length();
            return;
        }
        var isEnd = page.startsWith("</", at);
        var name = name(at + (isEnd ? 2 : 1), end);
        at = end + 1;
        if (!isEnd && UNSEEN.contains(name)) {
            skipTo("</" + name);
            skipTo(">");
        } else if (name.matches("h[1-6]")) {
            if (isEnd) {
                into.heading(text());
            } else {
                close();
            }
        } else if (!WITHIN_LINES.contains(name)) {
            if (name.equals("br") || name.equals("li") || name.equals("tr")) {
                open.append('\n');
            } else if (name.equals("td") || name.equals("th")) {
                open.append(' ');
            } else {
                close();
            }
        }
    }

    private String name(int from, int end) {
        var to = from;
        while (to < end && Character.isLetterOrDigit(lower.charAt(to))) {
            to++;
        }
        return lower.substring(from, to);
    }

    private void close() {
        into.paragraph(text());
    }

    private String text() {
        var text = HtmlUtils.htmlUnescape(open.toString().replaceAll("[ \\t\\r\\n]*\\n[ \\t\\r\\n]*", "\n"));
        open.setLength(0);
        return text;
    }
}
