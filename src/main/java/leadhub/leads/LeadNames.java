package leadhub.leads;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a lead is called where people see it. */
public final class LeadNames {
    private LeadNames() {}

    /** First and last name, else e-mail, phone, or company; never empty. */
    public static String of(Lead lead) {
        return of(lead.id(), lead.firstName(), lead.lastName(), lead.email(), lead.phone(), lead.company());
    }

    static String of(
            long id,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String company) {
        var name = Stream.of(or(firstName), or(lastName))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return Stream.of(name, or(email), or(phone), or(company))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("#" + id);
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
