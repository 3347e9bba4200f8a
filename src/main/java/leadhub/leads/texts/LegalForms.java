package leadhub.leads.texts;

import java.util.Set;

/** Words of companies' names that say nothing of which company it is, folded. */
public final class LegalForms {
    public static final Set<String> WORDS = Set.of(
            "gmbh",
            "mbh",
            "ag",
            "kg",
            "ohg",
            "ug",
            "se",
            "co",
            "corp",
            "corporation",
            "inc",
            "incorporated",
            "ltd",
            "limited",
            "llc",
            "llp",
            "plc",
            "sa",
            "sas",
            "sarl",
            "srl",
            "spa",
            "bv",
            "nv",
            "ab",
            "as",
            "oy",
            "aps",
            "the",
            "company",
            "und",
            "and");

    private LegalForms() {}
}
