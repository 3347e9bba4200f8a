package leadhub.integrations.mapping;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leadhub.base.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answers of a provider's form. Whom they tell of stands under {@code contact}, by the names of a lead's fields; all of them stand
 * under {@code answers} by the provider's own keys; those that tell nothing of the person become custom fields, which are named after
 * the question.
 */
public final class FormAnswers {
    private static final int MOST_QUESTIONS = 200;
    private static final String CONTACT = "contact";
    private static final String ANSWERS = "answers";
    private static final String QUESTIONS = "questions";

    /** Questions that providers have no kind for, by their words in some languages. */
    private static final Map<String, String> BY_WORDS = Map.ofEntries(
            words(
                    "email",
                    "email",
                    "e_mail",
                    "email_address",
                    "e_mail_address",
                    "mail",
                    "correo_electronico",
                    "e_mail_adresse"),
            words(
                    "phone",
                    "phone",
                    "phone_number",
                    "telephone",
                    "tel",
                    "mobile",
                    "mobile_number",
                    "telefon",
                    "telefonnummer"),
            words("first_name", "first_name", "firstname", "given_name", "vorname", "prenom", "nombre"),
            words("last_name", "last_name", "lastname", "surname", "family_name", "nachname", "apellidos"),
            words("full_name", "full_name", "fullname", "name", "your_name", "nom_complet", "nombre_completo"),
            words(
                    "company",
                    "company",
                    "company_name",
                    "organization",
                    "organisation",
                    "firma",
                    "unternehmen",
                    "empresa"),
            words("job_title", "job_title", "job", "position", "jobtitle"),
            words("country", "country", "land", "pays", "pais"));

    private final ObjectNode contact = Json.MAPPER.createObjectNode();
    private final ObjectNode answers = Json.MAPPER.createObjectNode();
    private final ObjectNode questions = Json.MAPPER.createObjectNode();

    private static Map.Entry<String, String> words(String field, String... words) {
        return Map.entry(field, "|" + String.join("|", words) + "|");
    }

    /** The field of a lead that a question asks for, by its words; empty for none. */
    public static String fieldFor(String question) {
        var key = plain(question);
        return BY_WORDS.entrySet().stream()
                .filter(entry -> entry.getValue().contains("|" + key + "|"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /**
     * Adds an answer.
     *
     * @param key the provider's own for the question
     * @param label the question, as people read it
     * @param field of a lead, or {@code full_name}; empty for none
     */
    public void add(String key, String label, String field, JsonNode value) {
        if (value.isNull()
                || value.isMissingNode()
                || value.isString() && value.stringValue().isBlank()) {
            return;
        }
        answers.set(key, value);
        if (field.equals("full_name")) {
            splitName(value.asString(""));
        } else if (!field.isEmpty() && !contact.has(field)) {
            contact.set(field, value);
        } else if (questions.size() < MOST_QUESTIONS) {
            questions.put(key, label);
        }
    }

    /** A whole name is cut at its first space, as names are everywhere here. */
    public void splitName(String whole) {
        var name = whole.strip();
        if (!name.isEmpty() && !contact.has("first_name") && !contact.has("last_name")) {
            var space = name.indexOf(' ');
            contact.put("first_name", space < 0 ? name : name.substring(0, space));
            if (space > 0) {
                contact.put("last_name", name.substring(space + 1).strip());
            }
        }
    }

    public void putInto(ObjectNode payload) {
        payload.set(CONTACT, contact);
        payload.set(ANSWERS, answers);
        payload.set(QUESTIONS, questions);
    }

    /** What a type maps that reads forms so, and what else it knows. */
    public static List<MappingEntry> usualMapping(MappingEntry... more) {
        var fields = Stream.of(
                        "email",
                        "phone",
                        "first_name",
                        "last_name",
                        "company",
                        "job_title",
                        "country",
                        "industry",
                        "company_size",
                        "linkedin_url")
                .map(field -> MappingEntry.of("$." + CONTACT + "." + field, field));
        return Stream.concat(fields, Stream.of(more)).toList();
    }

    /** A custom field for each question that isn't about who it is, up to 200 of them; two of one name get a number. */
    public static List<MappingEntry> ownMapping(JsonNode payload) {
        var taken = new HashSet<String>();
        var numbers = new HashMap<String, Integer>();
        return payload.path(QUESTIONS).properties().stream()
                .filter(question -> question.getKey().length() < 200)
                .limit(MOST_QUESTIONS)
                .map(question -> {
                    var name = ExternalIds.key(question.getValue().asString(""));
                    var free = name;
                    while (!taken.add(free)) {
                        free = name + "_" + numbers.merge(name, 2, (number, ignored) -> number + 1);
                    }
                    return MappingEntry.of(path(question.getKey()), "custom_fields." + free);
                })
                .toList();
    }

    /** What a form explains, by the ids that answers name: looking for each answer's would take its square. */
    public static Map<String, JsonNode> byId(JsonNode list, String member) {
        var found = new HashMap<String, JsonNode>();
        list.forEach(one -> found.putIfAbsent(ExternalIds.of(one.path(member)).orElse(""), one));
        return found;
    }

    private static String path(String key) {
        return "$." + ANSWERS + "['" + key.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }

    /** Without case and accents. */
    private static String plain(String question) {
        var bare = Normalizer.normalize(question, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return ExternalIds.key(bare);
    }
}
