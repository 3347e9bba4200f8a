package leadhub.integrations.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The pages of docs/integrations, which come along with the program. They are in English. */
@Component
class HelpPages {
    private static final Pattern TYPE = Pattern.compile("`([a-z][a-z0-9_]*)`");
    private static final String CONNECT = "## Connect\n";

    /** What a program does instead of clicking. */
    private static final Pattern BY_API = Pattern.compile("^`(?:POST|PATCH|GET) ");

    private final List<HelpPage> all;

    HelpPages() {
        try {
            all = Arrays.stream(
                            new PathMatchingResourcePatternResolver().getResources("classpath*:help/integrations/*.md"))
                    .map(resource -> {
                        try {
                            return read(
                                    Objects.requireNonNull(resource.getFilename())
                                            .replace(".md", ""),
                                    resource.getContentAsString(StandardCharsets.UTF_8));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sorted(Comparator.comparing(HelpPage::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one about a type, the one of its name before others; empty if there is none. */
    Optional<HelpPage> of(String type) {
        return all.stream()
                .filter(page -> page.types().contains(type))
                .min(Comparator.comparing(page -> !page.name().equals(type.replace('_', '-'))));
    }

    static HelpPage read(String name, String text) {
        var lines = text.strip().lines().toList();
        var title = lines.getFirst().replaceFirst("^#\\s*", "");
        var rest = lines.stream().skip(1).collect(Collectors.joining("\n")).strip();
        return new HelpPage(name, title, types(rest), Markdown.html(rest), steps(rest + "\n"));
    }

    private static Set<String> types(String rest) {
        var first = rest.split("\n\n", 2)[0];
        return TYPE.matcher(first).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** The numbered list below its heading. */
    private static List<String> steps(String rest) {
        var start = rest.indexOf(CONNECT);
        if (start < 0) {
            return List.of();
        }
        var section = rest.substring(start + CONNECT.length()).split("\n## ", 2)[0];
        var steps = new ArrayList<String>();
        Pattern.compile("(?m)^\\d+\\. (.*(?:\\n {2,}\\S.*)*)")
                .matcher(section)
                .results()
                .map((MatchResult found) -> found.group(1).replaceAll("\\s+", " "))
                .filter(step -> !BY_API.matcher(step).find())
                .map(Markdown::line)
                .forEach(steps::add);
        return steps;
    }
}
