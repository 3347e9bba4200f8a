package leadhub.integrations.help;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.integrations.IntegrationTypes;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.springframework.stereotype.Component;

/** The pages of docs/integrations, one a type, which come along with the program. They are in English. */
@Component
public class HelpPages {
    private static final String FILE = "/help/integrations/%s.md";

    private final Map<String, HelpPage> byType = new HashMap<>();

    HelpPages(IntegrationTypes types) {
        for (var type : types.all()) {
            var key = type.about().key();
            text(key).ifPresent(text -> byType.put(key, read(type.about().name(), text)));
        }
    }

    private static Optional<String> text(String type) {
        try (var file = HelpPages.class.getResourceAsStream(FILE.formatted(type))) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one about a type; empty if there is none. */
    public Optional<HelpPage> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    private static HelpPage read(String title, String text) {
        var document = Markdown.parse(text);
        return new HelpPage(title, Markdown.html(document), steps(document));
    }

    /** The first numbered list below a heading, without what a program does in the place of clicking. */
    private static List<String> steps(Node document) {
        var steps = new ArrayList<String>();
        var isBelow = false;
        for (var block = document.getFirstChild(); block != null && steps.isEmpty(); block = block.getNext()) {
            isBelow |= block instanceof Heading heading && heading.getLevel() == 2;
            if (isBelow && block instanceof OrderedList) {
                for (var item = block.getFirstChild(); item != null; item = item.getNext()) {
                    if (!isByApi(item.getFirstChild())) {
                        steps.add(Markdown.html(item.getFirstChild()).strip());
                    }
                }
            }
        }
        return steps;
    }

    private static boolean isByApi(Node paragraph) {
        return paragraph.getFirstChild() instanceof Code code
                && code.getLiteral().matches("(POST|PATCH|GET) .*");
    }
}
