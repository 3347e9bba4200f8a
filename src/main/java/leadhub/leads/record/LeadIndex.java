package leadhub.leads.record;

import leadhub.base.Folding;
import leadhub.leads.texts.CompanyKey;
import leadhub.leads.texts.Identity;
import leadhub.leads.texts.SearchText;
import org.jspecify.annotations.Nullable;

/**
 * What a lead is found by, beside its own columns.
 *
 * @param emailKey what its e-mail is matched by; null if it has none
 * @param searchText what a search looks into
 * @param folded the texts that filters compare otherwise than the database would; null if there are none
 * @param companyKey by what it is of one company with others; null where nothing tells
 * @param pieces those of the text, which an index finds it by
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LeadIndex(
        @Nullable String emailKey,
        String searchText,
        @Nullable String folded,
        @Nullable String companyKey,
        int[] pieces) {
    public static LeadIndex of(Folding folding, long workspaceId, Lead lead) {
        var text = searchText(folding, lead);
        return new LeadIndex(
                Identity.emailKey(lead.email()),
                text,
                FoldedTexts.of(folding, lead),
                CompanyKey.of(folding, lead.company(), lead.email()),
                SearchText.pieces(workspaceId, text));
    }

    public static String searchText(Folding folding, Lead lead) {
        return SearchText.of(
                folding,
                lead.firstName(),
                lead.lastName(),
                lead.email(),
                lead.phone(),
                lead.phoneE164(),
                lead.company());
    }
}
