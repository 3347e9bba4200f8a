package leadhub.leads.texts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leadhub.base.Folding;
import org.jspecify.annotations.Nullable;

/**
 * By what leads are of one company: its name without case, accents, signs and legal forms, else the domain of their email
 * unless that is one of a free mailer. Names have hyphens between their words and domains have dots, so that none is taken
 * for the other and each can stand in an address.
 */
public final class CompanyKey {
    /** A B-tree takes longer ones, an address doesn't. */
    public static final int MOST_CHARACTERS = 200;

    /** So much of a name tells companies apart. */
    private static final int READ = 250;

    private static final int KEPT_OF_LONG = 160;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{L})'(?=\\p{L})");
    /** {@code s.p.a.} is one word. */
    private static final Pattern DOT_OF_INITIALS =
            Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}]\\p{L})(?<=\\p{L})\\.(?=\\p{L}(?![\\p{L}\\p{M}\\p{N}]))");

    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N}-]+(\\.[\\p{L}\\p{M}\\p{N}-]+)+");
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{M}\\p{N}.-]{1," + MOST_CHARACTERS + "}");

    /** Beside those of {@link LegalForms}, which also compare people. */
    private static final Set<String> MORE_FORMS = Set.of(
            "pty", "pvt", "kgaa", "kk", "gbr", "ev", "ek", "sl", "sro", "lda", "ltda", "kft", "doo", "oyj", "pte",
            "bhd", "sdn", "llc", "lp", "zoo");

    /** Written without a blank before or behind a name. */
    private static final List<String> ATTACHED_FORMS =
            List.of("株式会社", "有限会社", "合同会社", "股份有限公司", "有限责任公司", "有限公司", "集团");

    private CompanyKey() {}

    /** Null where neither tells a company. */
    public static @Nullable String of(Folding folding, @Nullable String company, @Nullable String email) {
        var name = company == null ? "" : ofName(folding, company);
        if (!name.isEmpty()) {
            return name;
        }
        var domain = email == null ? "" : domain(folding, email);
        return domain.isEmpty() || FreeMailers.has(domain) ? null : domain;
    }

    /** What a search for companies looks for in their keys; {@code ""} for nothing. */
    public static String ofSearch(Folding folding, String text) {
        var folded = folding.fold(text.strip());
        var domain = folded.startsWith("@") ? folded.substring(1) : folded;
        return DOMAIN.matcher(domain).matches() ? domain : ofName(folding, text);
    }

    /** Whether it can be one; what can't is nobody's. */
    public static boolean isOne(String text) {
        return KEY.matcher(text).matches();
    }

    private static String ofName(Folding folding, String name) {
        var folded = folding.fold(name.length() > READ ? name.substring(0, READ) : name);
        var words = words(DOT_OF_INITIALS
                .matcher(APOSTROPHE.matcher(folded).replaceAll(""))
                .replaceAll(""));
        var said = words.stream()
                .filter(word -> !LegalForms.WORDS.contains(word) && !MORE_FORMS.contains(word))
                .toList();
        return bounded(String.join("-", said.isEmpty() ? words : said));
    }

    private static List<String> words(String folded) {
        return Arrays.stream(BETWEEN_WORDS.split(folded))
                .flatMap(CompanyKey::withoutAttached)
                .toList();
    }

    private static Stream<String> withoutAttached(String word) {
        for (var form : ATTACHED_FORMS) {
            if (word.length() > form.length() && word.startsWith(form)) {
                return Stream.of(word.substring(form.length()));
            }
            if (word.length() > form.length() && word.endsWith(form)) {
                return Stream.of(word.substring(0, word.length() - form.length()));
            }
        }
        return word.isEmpty() ? Stream.empty() : Stream.of(word);
    }

    private static String domain(Folding folding, String email) {
        var at = email.lastIndexOf('@');
        var domain = at < 0 || email.length() - at > READ
                ? ""
                : folding.fold(email.substring(at + 1).strip());
        return DOMAIN.matcher(domain).matches() ? bounded(domain) : "";
    }

    /** What is too long keeps its beginning, and the rest as a hash. */
    private static String bounded(String key) {
        if (key.length() <= MOST_CHARACTERS) {
            return key;
        }
        var end = Character.isHighSurrogate(key.charAt(KEPT_OF_LONG - 1)) ? KEPT_OF_LONG - 1 : KEPT_OF_LONG;
        return key.substring(0, end) + "-" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }
}
