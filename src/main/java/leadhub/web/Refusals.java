package leadhub.web;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the verbs and the API's readers refuse, in the visitor's language. They say it in the API's own words, which are
 * English; on a page it stands beside its field, so that the field needn't be named again.
 */
final class Refusals {
    private static final Pattern BETWEEN = Pattern.compile("(?<=[.]) (?=The )");

    private static final List<Refusal> KNOWN = List.of(
            refusal("The .* (?:field )?is required[.]", "required"),
            refusal("The .* must be a valid email address[.]", "email"),
            refusal("The .* must be a valid URL[.]", "url"),
            refusal("The .* must be a valid date[.]", "date"),
            refusal("The .* must be an integer[.]", "integer"),
            refusal("The .* must be a number[.]", "number"),
            refusal("The .* must be a string[.]", "text"),
            refusal("The .* must be true or false[.]", "yes-no"),
            refusal("The .* must be at least ([0-9]+)[.]", "at-least"),
            refusal("The .* must be less than ([0-9]+)[.]", "less-than"),
            refusal("The .* must be between (-?[0-9]+) and (-?[0-9]+)[.]", "between"),
            refusal("The .* must have at most ([0-9]+) decimal places[.]", "decimals"),
            refusal("The .* must have at most ([0-9]+) digits before the decimal point[.]", "digits"),
            refusal("The .* must not be greater than ([0-9]+) characters[.]", "too-long"),
            refusal("The .* must not be greater than 64 kilobytes[.]", "too-big"),
            refusal("The .* must not have more than ([0-9]+) (?:items|tags)[.]", "too-many"),
            refusal("The .* must not contain invalid characters[.]", "characters"),
            refusal("The .* has already been taken[.]", "taken"),
            refusal("The selected .* is invalid[.]", "choice"),
            refusal("There is no such .*[.]", "gone"),
            refusal("This workspace asks you to sign in again[.]", "sign-in-again"),
            refusal("Your role doesn't allow this[.]", "role"),
            refusal("This page is out of date[.] Load it again[.]", "old-page"),
            refusal("This form came from another site[.]", "other-site"));

    private record Refusal(Pattern pattern, String key) {}

    private Refusals() {}

    private static Refusal refusal(String pattern, String key) {
        return new Refusal(Pattern.compile(pattern), "refusal." + key);
    }

    /** One or several of them; what nobody has put into words here stays as it is. */
    static String in(Words words, String refusals) {
        return BETWEEN.splitAsStream(refusals)
                .map(refusal -> one(words, refusal))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String one(Words words, String refusal) {
        return KNOWN.stream()
                .flatMap(known -> Optional.of(known.pattern().matcher(refusal)).filter(Matcher::matches).stream()
                        .map(matcher -> words.say(known.key(), values(matcher))))
                .findFirst()
                .orElse(refusal);
    }

    private static Object[] values(Matcher matcher) {
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(group -> (Object) Long.valueOf(matcher.group(group)))
                .toArray();
    }
}
