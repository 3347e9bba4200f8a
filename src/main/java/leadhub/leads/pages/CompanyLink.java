package leadhub.leads.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import leadhub.base.Folding;
import leadhub.leads.record.Lead;
import leadhub.leads.texts.CompanyKey;
import org.jspecify.annotations.Nullable;

/** Leads from a lead to those of its company. */
public final class CompanyLink {
    private static final Folding FOLDING = new Folding();

    private CompanyLink() {}

    /** Null where nothing tells which one that is. */
    public static @Nullable String of(Lead lead) {
        var key = CompanyKey.of(FOLDING, lead.company(), lead.email());
        return key == null ? null : of(key);
    }

    public static String of(String key) {
        return "/companies/" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
