package leadhub.notes;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Link;
import org.commonmark.node.Text;

/** Finds what nobody marked as such: addresses of pages, and colleagues. */
final class NoteLinks extends AbstractVisitor {
    /** Up to what ends a sentence. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]'*]");

    private final Mentions mentions;

    NoteLinks(Mentions mentions) {
        this.mentions = mentions;
    }

    /** A colleague's name, with the sign before it. */
    static final class Mention extends CustomNode {
        private final String text;

        Mention(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** What is in a link leads there. */
    @Override
    public void visit(Link link) {}

    @Override
    public void visit(Text text) {
        var literal = text.getLiteral();
        var found = Stream.concat(
                        ADDRESS.matcher(literal).results(),
                        mentions.pattern().matcher(literal).results())
                .sorted((one, other) -> Integer.compare(one.start(), other.start()))
                .toList();
        var end = 0;
        for (var one : found) {
            // A name within an address is a part of it.
            if (one.start() >= end) {
                plain(text, literal.substring(end, one.start()));
                text.insertBefore(node(one));
                end = one.end();
            }
        }
        if (end > 0) {
            plain(text, literal.substring(end));
            text.unlink();
        }
    }

    private static void plain(Text before, String literal) {
        if (!literal.isEmpty()) {
            before.insertBefore(new Text(literal));
        }
    }

    private static org.commonmark.node.Node node(MatchResult found) {
        if (found.group().startsWith("@")) {
            return new Mention(found.group());
        }
        var link = new Link(found.group(), null);
        link.appendChild(new Text(found.group()));
        return link;
    }
}
