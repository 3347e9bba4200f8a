package leadhub.conversations;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text that a messenger's provider has approved: with one a conversation can be begun.
 *
 * @param language its code there, such as {@code en_US}
 * @param category the provider's word for what it is for, such as {@code utility}
 * @param header "" for none
 * @param footer "" for none
 * @param parameters what the placeholders of its body are called, in the order in which they are filled
 */
public record ApprovedTemplate(
        String name,
        String language,
        String category,
        String header,
        String body,
        String footer,
        List<String> parameters) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]{1,60})\\s*}}");

    public ApprovedTemplate {
        parameters = List.copyOf(parameters);
    }

    /** What the placeholders of a text are called: numbers in their order, names as they come. */
    public static List<String> places(String text) {
        var names = PLACE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        return names.stream().allMatch(ApprovedTemplate::isNumber)
                ? names.stream()
                        .sorted((one, other) -> Integer.compare(Integer.parseInt(one), Integer.parseInt(other)))
                        .toList()
                : names;
    }

    private static boolean isNumber(String place) {
        return place.matches("[0-9]{1,4}");
    }

    /** Whether its placeholders have names. */
    public boolean hasNames() {
        return !parameters.stream().allMatch(ApprovedTemplate::isNumber);
    }

    /** Whether it is that one, in that language. */
    public boolean is(MessageTemplate template) {
        return name.equals(template.name()) && language.equals(template.language());
    }

    /** What stands where a parameter goes. */
    public String place(int number) {
        return "{{" + parameters.get(number) + "}}";
    }

    /** As it is approved, with its placeholders. */
    public String text() {
        return filled(List.of());
    }

    /** What the person reads. */
    public String filled(List<String> values) {
        var said = Stream.of(header, PLACE.matcher(body).replaceAll(found -> value(found.group(1), values)), footer)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n\n"));
        return said.codePointCount(0, said.length()) <= Message.MOST_CHARACTERS
                ? said
                : said.substring(0, said.offsetByCodePoints(0, Message.MOST_CHARACTERS));
    }

    private String value(String place, List<String> values) {
        var at = parameters.indexOf(place);
        return Matcher.quoteReplacement(at < 0 || at >= values.size() ? "{{" + place + "}}" : values.get(at));
    }
}
