package leadhub.duplicates;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import leadhub.base.Folding;
import leadhub.leads.texts.LegalForms;
import org.jspecify.annotations.Nullable;

/** A person as it is compared with others: folded, and without what says nothing. */
record Likeness(Person person, String first, String last, String local, String domain, String company) {
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    /** Mailboxes of a company, not of a person. */
    private static final Set<String> ROLES = Set.of(
            "info",
            "sales",
            "office",
            "contact",
            "kontakt",
            "hello",
            "hallo",
            "mail",
            "email",
            "post",
            "support",
            "service",
            "admin",
            "team",
            "marketing",
            "vertrieb",
            "einkauf",
            "buchhaltung",
            "billing",
            "accounts",
            "accounting",
            "noreply",
            "no-reply",
            "webmaster",
            "postmaster",
            "enquiries",
            "inquiries",
            "jobs",
            "hr",
            "press",
            "empfang",
            "reception",
            "zentrale",
            "verwaltung");

    static Likeness of(Folding folding, Person person) {
        var email = email(person.email());
        var at = email.lastIndexOf('@');
        var domain = at < 0 ? "" : email.substring(at + 1);
        return new Likeness(
                person,
                words(folding, person.firstName()),
                words(folding, person.lastName()),
                at < 0 ? "" : local(email.substring(0, at), domain),
                domain,
                company(folding, person.company()));
    }

    private static String email(@Nullable String email) {
        return email == null || email.length() > 320 ? "" : Folding.asciiLower(email.strip());
    }

    /** What comes behind a plus is the sender's own note, and Google's addresses have no dots. */
    private static String local(String local, String domain) {
        var plus = local.indexOf('+');
        var plain = plus > 0 ? local.substring(0, plus) : local;
        return domain.equals("gmail.com") || domain.equals("googlemail.com") ? plain.replace(".", "") : plain;
    }

    private static String words(Folding folding, @Nullable String text) {
        return text == null ? "" : String.join(" ", split(folding, text));
    }

    private static String company(Folding folding, @Nullable String text) {
        if (text == null) {
            return "";
        }
        var said = split(folding, text).stream()
                .filter(word -> !LegalForms.WORDS.contains(word))
                .toList();
        return said.isEmpty() ? words(folding, text) : String.join(" ", said);
    }

    private static List<String> split(Folding folding, String text) {
        var cut = text.length() > 200 ? text.substring(0, 200) : text;
        return Arrays.stream(WORDS.split(folding.fold(cut)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    String email() {
        return domain.isEmpty() ? "" : local + "@" + domain;
    }

    /** Without dots, which many leave out. */
    String letters() {
        return local.replace(".", "");
    }

    boolean isRole() {
        return ROLES.contains(local);
    }

    boolean hasName() {
        return !first.isEmpty() && !last.isEmpty();
    }

    /** Both names, whichever comes first. */
    String name() {
        var words = (first + " " + last).strip().split(" ");
        Arrays.sort(words);
        return String.join(" ", words);
    }
}
