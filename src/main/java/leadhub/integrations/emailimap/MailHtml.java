package leadhub.integrations.emailimap;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * The text of an email that is only there as HTML, in one go from its beginning to its end. Nothing of it is run, followed or
 * loaded.
 */
final class MailHtml {
    private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "template");
    private static final Set<String> LINES =
            Set.of("br", "p", "div", "tr", "li", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6");

    private final String html;
    private final String lower;
    private final StringBuilder text = new StringBuilder();
    private final boolean hasRows;
    private boolean isInCell;
    private int at;

    private MailHtml(String html, boolean hasRows) {
        this.hasRows = hasRows;
        // A letter that is as long in both cases keeps places the same.
        this.html = html.replace("İ", "I");
        this.lower = this.html.toLowerCase(Locale.ROOT);
    }

    static String text(String html) {
        return read(html, false);
    }

    /** The same with each row of a table on a line of its own, and tabs between its cells. */
    static String rows(String html) {
        return read(html, true);
    }

    private static String read(String html, boolean hasRows) {
        var reading = new MailHtml(html, hasRows);
        reading.read();
        var text = HtmlUtils.htmlUnescape(reading.text.toString()).replace('\u00a0', ' ');
        return text.lines()
                .map(line -> line.strip().replaceAll(" {2,}", " "))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private void read() {
        while (at < html.length()) {
            var tag = html.indexOf('<', at);
            say(tag < 0 ? html.substring(at) : html.substring(at, tag));
            if (tag < 0) {
                return;
            }
            var end = end(tag);
            if (end < 0) {
                // What never ends is no tag.
                say(html.substring(tag));
                return;
            }
            at = end;
        }
    }

    /** Where what begins there is over; -1 if it never is. */
    private int end(int tag) {
        if (html.startsWith("<!--", tag)) {
            return behind("-->", tag);
        }
        var end = behind(">", tag);
        if (end < 0) {
            return -1;
        }
        var name = name(tag + 1, end);
        if (UNSEEN.contains(name)) {
            var closed = lower.indexOf("</" + name, end);
            return closed < 0 ? html.length() : behind(">", closed) < 0 ? html.length() : behind(">", closed);
        }
        text.append(between(name, html.charAt(tag + 1) == '/'));
        return end;
    }

    private String between(String name, boolean isEnd) {
        var isCell = name.equals("td") || name.equals("th");
        if (hasRows && (isCell || name.equals("tr") || name.equals("table"))) {
            isInCell = isCell && !isEnd;
            return isCell ? isEnd ? "" : "\t" : "\n";
        }
        if (LINES.contains(name)) {
            return isInCell ? " " : "\n";
        }
        return isCell ? " " : "";
    }

    private int behind(String mark, int from) {
        var found = html.indexOf(mark, from);
        return found < 0 ? -1 : found + mark.length();
    }

    /** Of the tag, whether it opens or closes something. */
    private String name(int from, int end) {
        var begin = from < end && html.charAt(from) == '/' ? from + 1 : from;
        var at = begin;
        while (at < end && Character.isLetterOrDigit(lower.charAt(at))) {
            at++;
        }
        return lower.substring(begin, at);
    }

    /** Line breaks of the source are spaces. */
    private void say(String part) {
        for (var i = 0; i < part.length(); i++) {
            var c = part.charAt(i);
            var isSpace = c == ' ' || c == '\t' || c == '\r' || c == '\n';
            if (!isSpace) {
                text.append(c);
            } else if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
                text.append(' ');
            }
        }
    }
}
