package leadhub.imports.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.fields.FieldKind;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Brings along files of other systems, and of people who write dates and numbers in their own way. */
class MapColumnsTest {
    private static final List<CustomField> FIELDS = List.of(
            field("budget", "Budget", FieldKind.NUMBER),
            field("birthday", "Geburtstag", FieldKind.DATE),
            field("plan", "Tarif", FieldKind.DROPDOWN, "Basic", "Pro"),
            field("interests", "Interests", FieldKind.MULTI_SELECT, "A", "B, C"),
            field("newsletter", "Newsletter", FieldKind.CHECKBOX));

    private static final LeadTerms.Places PLACES = new LeadTerms.Places() {
        @Override
        public Optional<Long> user(String word) {
            return word.equals("bob@example.com") ? Optional.of(7L) : Optional.empty();
        }

        @Override
        public Optional<Long> pipeline(String word) {
            return word.equals("Sales") ? Optional.of(1L) : Optional.empty();
        }

        @Override
        public Optional<Long> stage(long pipelineId, String word) {
            return word.equals("Demo") && pipelineId == 1 ? Optional.of(12L) : Optional.empty();
        }
    };

    @TempDir
    Path folder;

    private static CustomField field(String key, String label, FieldKind kind, String... options) {
        return new CustomField(1, key, label, kind, List.of(options), 1, Instant.EPOCH, Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            First Name,Last Name,Email,Phone Number,Lead Status,Contact owner,Create Date,Associated Company,Record ID|first_name,last_name,email,phone,status,assigned_user_id,created_at,company,external_id
            Person - Name,Person - Email - Work,Person - Phone - Work,Organization - Name,Deal - Value,Deal - Stage|full_name,email,phone,company,deal_value,pipeline_stage_id
            FirstName,LastName,Company,Title,LeadSource,Status,NumberOfEmployees,Lead Owner,Lead ID|first_name,last_name,company,job_title,source,status,company_size,assigned_user_id,external_id
            Name / First Name,Name / Last Name,Emails / Primary Email,Job Title,Linkedin Link / URL,Phones / Primary Phone Number|first_name,last_name,email,job_title,linkedin_url,phone
            First Name,Last Name,Account Name,Email Address,Phone,Opportunity Amount,Opportunity Amount Currency,Assigned User|first_name,last_name,company,email,phone,deal_value,deal_currency,assigned_user_id
            Full name,User email,User phone,Lead submit time,Platform|full_name,email,phone,created_at,source
            created_time,platform,full_name,email,phone_number,company_name,job_title|created_at,source,full_name,email,phone,company,job_title
            Vorname,Nachname,E-Mail-Adresse,Handy,Firma,Geburtstag,Tarif,Kundennummer,Farbe|first_name,last_name,email,phone,company,custom_fields.birthday,custom_fields.plan,external_id,null
            姓,名,メールアドレス,電話番号,会社名,役職,備考|last_name,first_name,email,phone,company,job_title,notes
            姓名,邮箱,手机,公司名称,职位,标签|full_name,email,phone,company,job_title,tags
            الاسم الأول,اسم العائلة,البريد الإلكتروني,رقم الهاتف,الشركة|first_name,last_name,email,phone,company
            first_name,email,custom_fields,custom_fields.budget,created_at,id,lead_score|first_name,email,custom_fields,custom_fields.budget,created_at,null,null""")
    void headsAreKnown(String heads, String fields) {
        var guess = MappingGuess.of(List.of(heads.split(",")), FIELDS);

        assertThat(guess.values().stream().map(String::valueOf).toList())
                .as(guess.toString())
                .isEqualTo(List.of(fields.split(",")).stream()
                        .map(field -> LeadTargets.isOne(field) ? field : "null")
                        .toList());
    }

    @Test
    void aGermanFileComesOutRight() throws Exception {
        var leads = read("""
                Vorname;Nachname;E-Mail;Betrag;Budget;Geburtstag;Tarif;Newsletter;Interests;Markiert;Status;Pipeline;Phase;Verantwortlich;Erstellt am;Notiz
                Ute;Maß;ute@example.com;1.234,50 €;12.000;03.04.1985;pro;ja;A;nein;Gewonnen;Sales;Demo;bob@example.com;13.02.2024 14:30;'=1+1
                Uwe;Ruß;uwe at example;abc;1,5;31.02.1990;Gold;vielleicht;;;Mittel;;;eve@example.com;;
                """);

        var ute = leads.getFirst();
        assertThat(ute.faults()).isEmpty();
        assertThat(value(ute, LeadFields.FIRST_NAME)).isEqualTo("Ute");
        assertThat(value(ute, LeadFields.DEAL_VALUE)).isEqualTo(new BigDecimal("1234.5"));
        assertThat(value(ute, LeadFields.STATUS)).isEqualTo(LeadStatus.CONVERTED);
        assertThat(value(ute, LeadFields.PIPELINE_STAGE_ID)).isEqualTo(12L);
        assertThat(value(ute, LeadFields.ASSIGNED_USER_ID)).isEqualTo(7L);
        assertThat(value(ute, LeadFields.STARRED)).isEqualTo(false);
        assertThat(value(ute, LeadFields.NOTES)).isEqualTo("=1+1");
        assertThat(ute.createdAt()).isEqualTo("2024-02-13T13:30:00Z");
        var custom = Objects.requireNonNull(ute.facts().customFields().over(null));
        assertThat(custom.toString())
                .isEqualTo(
                        "{\"budget\":\"12000\",\"birthday\":\"1985-04-03\",\"plan\":\"pro\",\"newsletter\":\"true\",\"interests\":[\"A\"]}");

        var uwe = leads.getLast();
        assertThat(uwe.faults().stream()
                        .collect(Collectors.toMap(
                                Fault::column, fault -> fault.reason().key())))
                .isEqualTo(Map.of(3, "email", 4, "number", 6, "date", 11, "in", 14, "in"));
        assertThat(uwe.faults()).allMatch(fault -> fault.line() == 3);
    }

    @Test
    void ourOwnExportComesBack() throws Exception {
        var leads = read("""
                first_name,phone,tags,custom_fields,deal_value,created_at
                '=cmd,'+49 30 1,"[""a, b"",""c""]","{""budget"":1.234,""x"":[1]}",1.5,2024-02-13T14:30:00.123456Z
                """);

        var lead = leads.getFirst();
        assertThat(lead.faults()).isEmpty();
        assertThat(value(lead, LeadFields.FIRST_NAME)).isEqualTo("=cmd");
        assertThat(value(lead, LeadFields.PHONE)).isEqualTo("+49 30 1");
        assertThat(lead.facts().tags().over(null)).containsExactly("a, b", "c");
        assertThat(String.valueOf(lead.facts().customFields().over(null))).isEqualTo("{\"budget\":1.234,\"x\":[1]}");
        assertThat(value(lead, LeadFields.DEAL_VALUE)).isEqualTo(new BigDecimal("1.5"));
        assertThat(lead.createdAt()).isEqualTo("2024-02-13T14:30:00.123456Z");
    }

    @Test
    void theWholeColumnSaysHowItsDatesAreMeant() throws Exception {
        assertThat(orders("03/04/2024", "05/06/2024")).containsExactlyInAnyOrder(DateOrder.DMY, DateOrder.MDY);
        assertThat(orders("03/04/2024", "25/06/2024")).containsExactly(DateOrder.DMY);
        assertThat(orders("03/04/2024", "06/25/2024")).containsExactly(DateOrder.MDY);
        assertThat(orders("03.04.2024", "05.06.24")).containsExactly(DateOrder.DMY);
        assertThat(orders("2024-03-04", "2024年3月5日")).containsExactly(DateOrder.YMD);
        assertThat(orders("Berlin", "12345")).isEmpty();

        var undecided = read("Name,Geburtstag\nJane,03/04/2024\nJoe,05/06/2024\n");
        assertThat(undecided.getFirst().faults())
                .extracting(Fault::reason)
                .containsExactly(Refusal.of("import.date_two_readings"));
        assertThat(CellDates.read("03/04/2024", DateOrder.MDY).date()).isEqualTo("2024-03-04");
        assertThat(CellDates.read("2024-03-04", DateOrder.DMY).date()).isEqualTo("2024-03-04");
    }

    private Iterable<DateOrder> orders(String... dates) throws Exception {
        return Objects.requireNonNull(open("Name,Day\n"
                                + List.of(dates).stream()
                                        .map(date -> "x," + date + "\n")
                                        .collect(Collectors.joining()))
                        .profile()
                        .columns()
                        .get("Day"))
                .dateOrders();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.234,50|,|1234.5
            1.234|,|1234
            1.234|.|1.234
            1,234|.|1234
            1,234.50|.|1234.5
            12,5||12.5
            1.2340|,|1.234
            € 5.000|,|5000
            1 234,5|,|1234.5
            ١٬٢٣٤٫٥||1234.5
            1.234||null
            abc|,|abc""")
    void numbers(String cell, @Nullable Character decimal, String plain) {
        assertThat(String.valueOf(CellNumbers.read(cell, decimal).plain())).isEqualTo(plain);
    }

    @Test
    void whatExcelDidToNumbersIsSaidAndNotRepaired() throws Exception {
        var profile = open("Name,Telefon\nA,\"4,91701E+11\"\nB,1701234567\nC,+49 30 1\n")
                .profile();

        assertThat(Objects.requireNonNull(profile.columns().get("Telefon")).warnings())
                .extracting(fault -> fault.line() + " " + fault.reason().key())
                .containsExactly("2 import.scientific", "3 import.lost_zero");
    }

    private static @Nullable Object value(LeadRow lead, LeadField<?> field) {
        return lead.facts().of(field) instanceof Change.Set<?>(var value) ? value : "nothing";
    }

    private List<LeadRow> read(String text) throws Exception {
        var file = open(text);
        var profile = file.profile();
        var terms = new LeadTerms(
                FIELDS, profile.dateOrders(null), profile.decimals(), null, ZoneId.of("Europe/Berlin"), PLACES);
        var leads = LeadRows.of(file.guess(), MappingGuess.of(file.guess().heads(), FIELDS), terms);
        var all = new ArrayList<LeadRow>();
        try (var rows = file.rows()) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                all.add(leads.read(row));
            }
        }
        return all;
    }

    private ImportFile open(String text) throws IOException, FileRefused {
        var path = Files.writeString(folder.resolve("file"), text, StandardCharsets.UTF_8);
        return ImportFile.open(path, FileOptions.NONE);
    }
}
