package leadhub.integrations;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import leadhub.web.Words;
import org.springframework.stereotype.Component;

/** The types that there are, whatever they are. */
@Component
public class IntegrationTypes {
    private final Map<String, IntegrationType> byKey = new TreeMap<>();

    IntegrationTypes(List<IntegrationType> types) {
        types.forEach(type -> byKey.put(type.about().key(), type));
        types.forEach(IntegrationTypes::checkTexts);
    }

    /** A type without words would break the pages that show it; that the other languages have them is a test's business. */
    private static void checkTexts(IntegrationType type) {
        var texts = Stream.concat(
                Stream.of(type.about().description()), type.fields().stream().flatMap(TypeField::texts));
        texts.filter(text -> !Words.in("en").knows(text)).findFirst().ifPresent(text -> {
            throw new IllegalStateException("No message is called " + text);
        });
    }

    /** By category, and then by name. */
    public List<IntegrationType> all() {
        return byKey.values().stream()
                .sorted(Comparator.comparing(
                                (IntegrationType type) -> type.about().category())
                        .thenComparing(type -> type.about().name()))
                .toList();
    }

    public Optional<IntegrationType> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Of an integration that is there: a type that a release has taken away takes its integrations along. */
    public IntegrationType get(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException("There is no type " + key));
    }
}
