package leadhub.notes;

import gg.jte.Content;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Shows what people wrote in Markdown. Nothing of it is HTML of theirs, leads anywhere but to the web, an email address or a
 * phone, or loads anything: a picture is a link to it, and a heading is a strong line, for the page has its own.
 */
final class NoteText {
    /** What is nested deeper is nobody's note, and is shown as it was typed. */
    private static final int MOST_NESTED = 40;

    private static final Parser PARSER =
            Parser.builder().maxOpenBlockParsers(MOST_NESTED).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(Set.of("http", "https", "mailto", "tel")))
            .softbreak("<br>\n")
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                if (node instanceof Link) {
                    attributes.put("rel", "nofollow noopener noreferrer");
                    attributes.put("target", "_blank");
                }
                if (tag.equals("pre")) {
                    attributes.put("class", "code");
                }
            })
            .nodeRendererFactory(MentionRenderer::new)
            .build();

    private NoteText() {}

    /** The text as a page shows it. */
    static Content shown(String body, Mentions mentions) {
        var document = PARSER.parse(body);
        if (depth(document) > MOST_NESTED) {
            return output -> {
                output.writeContent("<p class=\"as-typed\">");
                output.writeUserContent(body);
                output.writeContent("</p>");
            };
        }
        document.accept(new Plainer());
        document.accept(new NoteLinks(mentions));
        var html = RENDERER.render(document);
        return output -> output.writeContent(html);
    }

    /** Without recursion, which is what it is asked for. */
    private static int depth(Node document) {
        record Level(Node node, int depth) {}
        var open = new ArrayDeque<>(List.of(new Level(document, 0)));
        var most = 0;
        while (!open.isEmpty()) {
            var level = open.pop();
            most = Math.max(most, level.depth());
            for (var child = level.node().getFirstChild(); child != null; child = child.getNext()) {
                open.push(new Level(child, level.depth() + 1));
            }
        }
        return most;
    }

    /** Makes headings strong lines, and pictures links. */
    private static final class Plainer extends AbstractVisitor {
        @Override
        public void visit(Heading heading) {
            visitChildren(heading);
            var line = new Paragraph();
            var strong = new StrongEmphasis();
            move(heading, strong);
            line.appendChild(strong);
            heading.insertAfter(line);
            heading.unlink();
        }

        @Override
        public void visit(Image image) {
            var link = new Link(image.getDestination(), image.getTitle());
            move(image, link);
            if (link.getFirstChild() == null) {
                link.appendChild(new Text(image.getDestination()));
            }
            image.insertAfter(link);
            image.unlink();
        }

        private static void move(Node from, Node to) {
            while (from.getFirstChild() != null) {
                to.appendChild(from.getFirstChild());
            }
        }
    }

    /** Marks a colleague's name. */
    private record MentionRenderer(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(NoteLinks.Mention.class);
        }

        @Override
        public void render(Node node) {
            var html = context.getWriter();
            html.tag("span", Map.of("class", "mention", "dir", "auto"));
            html.text(((NoteLinks.Mention) node).text());
            html.tag("/span");
        }
    }
}
