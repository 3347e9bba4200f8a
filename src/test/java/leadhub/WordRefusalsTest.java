package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import leadhub.api.RefusalWords;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever is refused has words on every surface and in every language, and these name only values that are given. */
class WordRefusalsTest {
    static final List<String> languages = Words.LANGUAGES;

    private static final Path SOURCES = Path.of("src/main/java/leadhub");
    private static final String PANEL = "refusal.";
    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    private static List<Made> made = List.of();

    /** {@code Refusal.of("max.string").with("max", 255)} somewhere in the sources. */
    private record Made(String key, Set<String> values, boolean isOfAField, String where) {}

    @BeforeAll
    static void read_the_sources() throws IOException {
        made = Reader.read();
    }

    /** Its reader refuses in words of its own, which no other surface needs. */
    private static boolean isLymbe(Made one) {
        return one.where().startsWith("lymbe/");
    }

    /** What the command line alone refuses is said in English. */
    private static boolean isCommand(Made one) {
        return one.where().startsWith("cli/");
    }

    @Test
    void the_key_is_written_out_where_something_is_refused() {
        assertThat(made).extracting(Made::key).doesNotContain("");
    }

    @Test
    void leadhub_and_the_command_line_word_each_of_them() {
        assertThat(wrong(one -> !isLymbe(one), RefusalWords.LEADHUB.texts(), WordRefusalsTest::names))
                .isEmpty();
    }

    @Test
    void lymbe_words_each_of_them_in_its_own_way_or_as_leadhub_does() {
        assertThat(wrong(one -> true, RefusalWords.of("lymbe").texts(), WordRefusalsTest::names))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("languages")
    void the_panel_words_each_of_them(String language) {
        var texts = texts(language);
        var locale = Locale.forLanguageTag(language);
        assertThat(wrong(
                        one -> !isLymbe(one) && !isCommand(one),
                        texts,
                        text -> new MessageFormat(text, locale).getArgumentNames()))
                .isEmpty();
        if (!language.equals("en")) {
            var english = texts("en");
            assertThat(texts).allSatisfy((key, text) -> assertThat(text).isNotEqualTo(english.get(key)));
        }
    }

    private static Map<String, String> texts(String language) {
        return Words.in(language).texts().entrySet().stream()
                .filter(text -> text.getKey().startsWith(PANEL))
                .collect(Collectors.toMap(text -> text.getKey().substring(PANEL.length()), Map.Entry::getValue));
    }

    /** What a surface can't say, and what it could say but never has to. */
    private static Set<String> wrong(
            Predicate<Made> isSaid, Map<String, String> texts, Function<String, Set<String>> names) {
        var wrong = new TreeSet<String>();
        var unused = new TreeSet<>(texts.keySet());
        made.stream().filter(isSaid).forEach(one -> {
            unused.remove(one.key());
            var text = texts.get(one.key());
            if (text == null) {
                wrong.add("no words for " + one.key() + " of " + one.where());
                return;
            }
            for (var name : names.apply(text)) {
                if (!(name.equals("field") ? one.isOfAField() : one.values().contains(name))) {
                    wrong.add("no {" + name + "} is given with " + one.key() + " in " + one.where());
                }
            }
        });
        unused.forEach(key -> wrong.add("words for " + key + ", which nothing refuses"));
        return wrong;
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** Finds what is refused as the compiler reads it. */
    private static final class Reader extends TreeScanner<@Nullable Void, CompilationUnitTree> {
        private final List<Made> found = new ArrayList<>();
        private final Set<ExpressionTree> ofAll = new HashSet<>();

        static List<Made> read() throws IOException {
            var compiler = ToolProvider.getSystemJavaCompiler();
            var reader = new Reader();
            try (var files = compiler.getStandardFileManager(null, null, null);
                    var sources = Files.walk(SOURCES)) {
                var speaking = new ArrayList<Path>();
                for (var source : sources.filter(Files::isRegularFile).toList()) {
                    if (Files.readString(source).contains("Refusal") && !source.endsWith("base/Refusal.java")) {
                        speaking.add(source);
                    }
                }
                var units = files.getJavaFileObjectsFromPaths(speaking);
                var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
                task.parse().forEach(unit -> reader.scan(unit, unit));
            }
            return List.copyOf(reader.found);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, CompilationUnitTree unit) {
            var type = made.getIdentifier().toString();
            if (type.startsWith("Problem.")) {
                ofAll.addAll(made.getArguments());
            }
            if (type.equals("Refusal")) {
                found.add(new Made("", Set.of(), false, where(unit)));
            }
            return super.visitNewClass(made, unit);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, CompilationUnitTree unit) {
            var values = new TreeSet<String>();
            ExpressionTree at = call;
            while (at instanceof MethodInvocationTree one && one.getMethodSelect() instanceof MemberSelectTree method) {
                if (method.toString().equals("Refusal.of")) {
                    found.add(new Made(literal(one, 0), values, !ofAll.contains(call), where(unit)));
                    return null;
                }
                if (!method.getIdentifier().contentEquals("with")) {
                    break;
                }
                values.add(literal(one, 0));
                at = method.getExpression();
            }
            return super.visitMethodInvocation(call, unit);
        }

        private static String literal(MethodInvocationTree call, int place) {
            return call.getArguments().get(place) instanceof LiteralTree literal
                    ? String.valueOf(literal.getValue())
                    : "";
        }

        private static String where(CompilationUnitTree unit) {
            return SOURCES.toAbsolutePath()
                    .relativize(Path.of(unit.getSourceFile().toUri()))
                    .toString();
        }
    }
}
