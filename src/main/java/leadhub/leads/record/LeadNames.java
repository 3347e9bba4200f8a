package leadhub.leads.record;

import java.util.Locale;
import java.util.stream.Stream;
import leadhub.leads.texts.CjkNames;
import org.jspecify.annotations.Nullable;

/** What a lead is called where people see it. */
public final class LeadNames {
    private LeadNames() {}

    /** First and last name in the order of the reader's language, else e-mail, phone, or company; never empty. */
    public static String of(Lead lead, Locale reader) {
        return of(reader, lead.id(), lead.firstName(), lead.lastName(), lead.email(), lead.phone(), lead.company());
    }

    public static String of(
            Locale reader,
            long id,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String company) {
        return Stream.of(full(reader, or(firstName), or(lastName)), or(email), or(phone), or(company))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("#" + id);
    }

    private static String full(Locale reader, String first, String last) {
        if (first.isBlank() || last.isBlank()) {
            return first.isBlank() ? last : first;
        }
        if (!isLastNameFirst(reader)) {
            return first + " " + last;
        }
        // Chinese readers expect no space between Chinese names, Japanese ones do between theirs.
        var isJoined = reader.getLanguage().equals("zh") && CjkNames.isOne(first) && CjkNames.isOne(last);
        return last + (isJoined ? "" : " ") + first;
    }

    /** Whether people of that language put the last name first. */
    public static boolean isLastNameFirst(Locale reader) {
        return reader.getLanguage().equals("ja") || reader.getLanguage().equals("zh");
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
