package leadhub.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import leadhub.base.Folding;
import leadhub.base.Role;
import leadhub.jobs.Jobs;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may be there twice. */
class FindDuplicatesTest {
    private static final String LEADS = "/api/v1/leads";
    private static final String DUPLICATES = "/api/v1/duplicates";

    /** Persons by first name, last name, email, phone and company; the first word says what they are. */
    private static final String LABELLED = """
            same  | Sarah,Johnson,sarah@acme.example,,Acme            | Sarah,Johnson,SARAH@acme.example,,
            same  | Sarah,Johnson,sarah@acme.example,,                | ,,sarah+news@acme.example,,
            same  | Max,Muster,max.muster@gmail.com,,                 | Max,Muster,maxmuster@gmail.com,,
            same  | Jon,Smith,,,Acme GmbH                             | Jon,Smith,,,ACME
            same  | Øystein,Berg,,,Nord AS                            | Oystein,Berg,,,Nord
            same  | Wei,Zhang,,+14155550100,                          | Zhang,Wei,,+14155550100,
            same  | Sarah,Johnson,sarha.johnson@acme.example,,        | Sarah,Johnson,sarah.johnson@acme.example,,
            same  | Ann,Lee,ann.lee@gmail.com,,                       | Ann,Lee,ann.lee@gmial.com,,
            same  | Jon,Smith,jon@acme.example,,                      | John,Smith,john@acme.example,,
            same  | ,Becker,markus.becker@acme.example,,              | Markus,,markus.beker@acme.example,,
            same  | Marc,Huber,marc.huber@acme.example,,              | Mark,Huber,mark.huber@acme.example,,
            same  | Petra,Meier,,,Acme                                | Petra,Meyer,,,Acme
            same  | Thomas,Weber,,,Bau AG                             | T.,Weber,,,Bau
            same  | Eva,Klein,eva@a.example,+14155550101,             | Eva,Klein,e.klein@b.example,+14155550101,
            same  | ,,lead@a.example,,                                | Ben,King,lead@a.example,,
            other | Sarah,Johnson,info@acme.example,,Acme             | Peter,Lang,info@acme.example,,Acme
            other | Anna,Huber,,+14155550102,                         | Karl,Huber,,+14155550102,
            other | Anna,Huber,anna@home.example,+14155550102,        | Lena,Huber,lena@home.example,+14155550102,
            other | Paul,Adams,,+14155550103,Acme                     | Rita,Brown,,+14155550103,Acme
            other | John,Smith,john@a.example,,Acme                   | John,Smith,john@b.example,,Globex
            other | John,Smith,,,                                     | John,Smith,,,
            other | Ann,Lee,user1@a.example,,                         | Ann,Lee,user2@a.example,,
            other | Maria,Rossi,,,Acme                                | Marco,Rossi,,,Acme
            other | Jan,Beck,office@a.example,,                       | Ute,Beck,office@a.example,,
            other | Tim,Cook,tim@a.example,,A                         | Tom,Hanks,tom@a.example,,A
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void on_a_labelled_set_those_that_rank_high_are_right() {
        var folding = server.bean(Folding.class);
        var wrong = new ArrayList<String>();
        var missed = new ArrayList<String>();
        for (var line : LABELLED.lines().toList()) {
            var parts = line.split("\\|");
            var one = person(folding, 1, parts[1]);
            var other = person(folding, 2, parts[2]);
            var score = DuplicateKeys.of(one).stream().anyMatch(DuplicateKeys.of(other)::contains)
                    ? Comparison.of(one, other).score()
                    : 0;
            if (score >= Comparison.LIKELY != parts[0].strip().equals("same")) {
                (score >= Comparison.LIKELY ? wrong : missed).add(score + ": " + line);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(missed).isEmpty();
    }

    private static Likeness person(Folding folding, long id, String line) {
        var facts = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
        return Likeness.of(
                folding,
                new Person(
                        id,
                        text(facts.get(0)),
                        text(facts.get(1)),
                        text(facts.get(2)),
                        text(facts.get(3)),
                        text(facts.get(4))));
    }

    private static @Nullable String text(String text) {
        return text.isEmpty() ? null : text;
    }

    @ParameterizedTest
    @CsvSource({"a,a,0", "abc,acb,1", "abc,abd,1", "abc,ab,1", "abcd,badc,2", "abc,xyz,3", "'',abcdef,3"})
    void slips_of_the_pen_are_counted(String one, String other, int slips) {
        assertThat(Slips.between(one, other)).isEqualTo(slips);
    }

    private long make(String first, String email) {
        return api.post(LEADS, "{\"first_name\": \"%s\", \"email\": \"%s\"}".formatted(first, email))
                .number("data.id");
    }

    /** Once the leads are looked through, as a job does. */
    private ApiAnswer list() {
        workspace.lookForDuplicates();
        return api.get(DUPLICATES);
    }

    @Test
    void a_pair_is_listed_with_its_reasons_until_it_is_none() {
        var one = make("Sarah", "sarah@example.com");
        assertThat(list().number("meta.total")).isZero();
        var other = make("Sarah", "Sarah@Example.com");
        var found = list();
        assertThat(found.number("meta.total")).isEqualTo(1);
        assertThat(found.number("data.0.leads.0.id")).isEqualTo(one);
        assertThat(found.number("data.0.leads.1.id")).isEqualTo(other);
        assertThat(found.text("data.0.reasons.0.kind")).isEqualTo("email");
        assertThat(found.text("data.0.reasons.0.value")).isEqualTo("sarah@example.com");
        assertThat(found.number("data.0.score")).isBetween(90L, 100L);
        api.patch(LEADS + "/" + other, "{\"email\": \"else@example.com\"}");
        assertThat(list().number("meta.total")).isZero();
        api.patch(LEADS + "/" + other, "{\"email\": \"sarah@example.com\"}");
        assertThat(list().number("meta.total")).isEqualTo(1);
        api.post(LEADS + "/" + one + "/merge", "{\"lead_id\": " + other + "}");
        assertThat(list().number("meta.total")).isZero();
        api.post(LEADS + "/" + one + "/unmerge", "{\"lead_id\": " + other + "}");
        assertThat(list().number("meta.total")).isEqualTo(1);
        api.delete(LEADS + "/" + other);
        assertThat(list().number("meta.total")).isZero();
    }

    @Test
    void no_duplicate_is_remembered_whatever_becomes_of_either() {
        var one = make("Sarah", "sarah@example.com");
        var other = make("Sarah", "sarah@example.com");
        var id = list().text("data.0.id");
        var strange = server.newWorkspace().leadHub();
        assertThat(strange.post(DUPLICATES + "/" + id + "/dismiss", "").status())
                .isEqualTo(404);
        assertThat(api.post(DUPLICATES + "/" + id + "/dismiss", "").status()).isEqualTo(204);
        assertThat(api.post(DUPLICATES + "/" + id + "/dismiss", "").status()).isEqualTo(204);
        for (var lead : List.of(one, other)) {
            api.patch(LEADS + "/" + lead, "{\"last_name\": \"Johnson\"}");
            assertThat(list().number("meta.total")).isZero();
        }
        make("Sarah", "sarah@example.com");
        assertThat(list().number("meta.total")).isEqualTo(2);
    }

    @Test
    void on_the_page_a_pair_is_listed_and_put_aside() {
        var one = make("Sarah", "sarah@example.com");
        var other = make("Sara", "sarah@example.com");
        var panel = workspace.panel(Role.AGENT);
        workspace.lookForDuplicates();
        var page = panel.get("/leads/duplicates").body();
        assertThat(page).contains("/leads/" + one + "/merge/" + other, "sarah@example.com");
        var id = list().text("data.0.id");
        assertThat(panel.post("/leads/duplicates/" + id + "/dismiss", Map.of()).status())
                .isEqualTo(303);
        assertThat(panel.get("/leads/duplicates").body()).doesNotContain("/merge/");
    }

    /** What everybody has says nothing, and costs little. */
    @Test
    void what_many_have_makes_no_pairs() {
        for (var i = 0; i < 30; i++) {
            make("Name " + i, "info@example.com");
        }
        var one = make("Sarah", "sarah@example.com");
        make("Sarah", "sarah@example.com");
        var found = list();
        assertThat(found.number("meta.total")).isEqualTo(1);
        assertThat(found.number("data.0.leads.0.id")).isEqualTo(one);
    }

    /** Somebody who was imported again and again is listed with the first lead that is left of them, not with each. */
    @Test
    void a_person_that_is_there_many_times_is_paired_with_the_oldest() {
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 25; i++) {
            ids.add(make("Sarah", "sarah@example.com"));
        }
        assertThat(olderOnes()).hasSize(24).containsOnly(ids.getFirst());
        api.patch(LEADS + "/" + ids.getFirst(), "{\"company\": \"Acme\"}");
        assertThat(olderOnes()).hasSize(24).containsOnly(ids.getFirst());
        api.delete(LEADS + "/" + ids.getFirst());
        assertThat(olderOnes()).hasSize(23).containsOnly(ids.get(1));
    }

    private List<Long> olderOnes() {
        workspace.lookForDuplicates();
        var older = new ArrayList<Long>();
        api.get(DUPLICATES + "?per_page=100")
                .at("data")
                .forEach(pair -> older.add(pair.at("/leads/0/id").longValue()));
        return older;
    }

    /** To read is not to write: a job does it, as soon as somebody asks. */
    @Test
    void whoever_asks_has_the_leads_looked_through() {
        make("Sarah", "sarah@example.com");
        make("Sarah", "sarah@example.com");
        Await.until(() -> api.get(DUPLICATES).number("meta.total") == 1);
    }

    /** Those that were there before are found step by step, and a step that is taken twice finds the same. */
    @Test
    void all_leads_are_looked_through_once() {
        make("Sarah", "sarah@example.com");
        make("Sarah", "sarah@example.com");
        var scan = server.bean(DuplicateScan.class);
        // Whoever reads the list leaves a job, and a step that is taken meanwhile waits for its own.
        server.pauseJobs();
        try {
            assertThat(scan.step(workspace.id())).isEqualTo(Jobs.StepResult.MORE);
            assertThat(scan.step(workspace.id())).isEqualTo(Jobs.StepResult.DONE);
            assertThat(list().number("meta.total")).isEqualTo(1);
            assertThat(scan.step(workspace.id())).isEqualTo(Jobs.StepResult.DONE);
            assertThat(list().number("meta.total")).isEqualTo(1);
        } finally {
            server.resumeJobs();
        }
    }
}
