package leadhub.notes;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leadhub.users.User;

/** Finds colleagues that a text names: {@code @Alice Archer}. Of two with the same name it means both. */
final class Mentions {
    private final List<User> users;
    private final Pattern pattern;

    Mentions(List<User> users) {
        this.users = users;
        // Longer names first, or Ann would be found in Ann Archer.
        var names = users.stream()
                .map(User::name)
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        // Without a name there is nothing to find.
        this.pattern = Pattern.compile(
                names.isEmpty() ? "(?!)" : "(?<![\\p{L}\\p{N}_.])@(" + names + ")(?![\\p{L}\\p{N}_])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** What a mention looks like; nothing where there is nobody. */
    Pattern pattern() {
        return pattern;
    }

    /** Who is named. */
    List<User> in(String text) {
        Set<String> named = new HashSet<>();
        pattern.matcher(text).results().forEach(found -> named.add(key(found.group(1))));
        return users.stream().filter(user -> named.contains(key(user.name()))).toList();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
