package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.bots.knowledge.KnowledgeSearch;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import org.junit.jupiter.api.Test;

/** Visitors ask, and a bot answers from what it knows. */
class AnswerFromKnowledgeTest {
    /** What a shop writes, a paragraph each. */
    private static final Map<String, String> DOCUMENTS = Map.of(
            "en", """
                    # Delivery
                    We ship parcels within two working days. Delivery to Austria costs 9 euros.

                    # Returns
                    You can return goods within 30 days. We refund the money as soon as the parcel has arrived.

                    # Payment
                    We accept credit cards, PayPal and bank transfers.

                    # Opening hours
                    Our store in Berlin is open from Monday to Saturday, 9 am to 6 pm.

                    # Warranty
                    All bicycles come with a five year guarantee on the frame.
                    """,
            "de", """
                    # Lieferung
                    Wir versenden Pakete innerhalb von zwei Werktagen. Die Lieferung nach Österreich kostet 9 Euro.

                    # Rückgabe
                    Sie können Waren innerhalb von 30 Tagen zurückgeben. Das Geld erstatten wir, sobald das Paket bei uns ist.

                    # Zahlung
                    Wir akzeptieren Kreditkarten, PayPal und Überweisungen.

                    # Öffnungszeiten
                    Unser Geschäft in Berlin ist von Montag bis Samstag von 9 bis 18 Uhr geöffnet.

                    # Garantie
                    Auf den Rahmen aller Fahrräder geben wir fünf Jahre Garantie.
                    """,
            "ja", """
                    # 配送
                    ご注文から2営業日以内に発送します。オーストリアへの送料は9ユーロです。

                    # 返品
                    商品は30日以内であれば返品できます。荷物が到着次第、代金を返金します。

                    # 支払い
                    クレジットカード、PayPal、銀行振込をご利用いただけます。

                    # 営業時間
                    ベルリンの店舗は月曜日から土曜日の9時から18時まで営業しています。

                    # 保証
                    すべての自転車のフレームに5年間の保証が付きます。
                    """,
            "zh-CN", """
                    # 配送
                    我们在两个工作日内发货。寄往奥地利的运费为9欧元。

                    # 退货
                    商品可在30天内退货。我们收到包裹后立即退款。

                    # 付款
                    我们接受信用卡、PayPal和银行转账。

                    # 营业时间
                    柏林门店周一至周六9点至18点营业。

                    # 保修
                    所有自行车的车架均享有五年保修。
                    """,
            "ar", """
                    # التوصيل
                    نرسل الطرود خلال يومي عمل. تكلفة التوصيل إلى النمسا 9 يورو.

                    # الإرجاع
                    يمكنك إرجاع البضائع خلال 30 يومًا. نعيد المال فور وصول الطرد.

                    # الدفع
                    نقبل البطاقات الائتمانية وباي بال والتحويلات المصرفية.

                    # ساعات العمل
                    متجرنا في برلين مفتوح من الاثنين إلى السبت من 9 إلى 18.

                    # الضمان
                    جميع الدراجات لها ضمان خمس سنوات على الهيكل.
                    """);

    /** Language, question, and what is in its answer; - where the documents have none. */
    private static final String QUESTIONS = """
            en | How much is shipping to Austria? | Austria
            en | When are parcels shipped? | two working days
            en | Can I return something? | 30 days
            en | When do I get refunds? | refund
            en | Do you take credit cards? | credit cards
            en | Is the store open on Saturdays? | Saturday
            en | What guarantee does the bicycle's frame have? | guarantee
            en | Do you sell motorcycles? | -
            en | What is the capital of France? | -
            en | Can my dog learn to swim? | -
            de | Was kostet der Versand nach Österreich? | Österreich
            de | Wann wird mein Paket versendet? | zwei Werktagen
            de | Kann ich Ware zurückgeben? | 30 Tagen
            de | Wann wird mir das Geld erstattet? | erstatten
            de | Akzeptiert ihr Kreditkarte? | Kreditkarten
            de | Habt ihr samstags geöffnet? | Samstag
            de | Wie lange gilt die Garantie für Fahrrad und Rahmen? | Garantie
            de | Verkaufen Sie Motorräder? | -
            de | Wie heißt die Hauptstadt von Frankreich? | -
            de | Lernt mein Hund schwimmen? | -
            ja | オーストリアへの送料はいくらですか？ | オーストリア
            ja | いつ発送されますか？ | 2営業日
            ja | 返品したいのですが、何日以内ですか？ | 30日
            ja | 返金はいつですか？ | 返金
            ja | クレジットカードは使えますか？ | クレジットカード
            ja | 土曜日は営業していますか？ | 土曜日
            ja | 自転車の保証は何年間ですか？ | 5年間
            ja | バイクを売っていますか？ | -
            ja | フランスの首都はどこですか？ | -
            ja | 犬は泳げますか？ | -
            zh-CN | 寄到奥地利运费是多少？ | 奥地利
            zh-CN | 多久发货？ | 发货
            zh-CN | 可以退货吗？ | 30天
            zh-CN | 什么时候退款？ | 退款
            zh-CN | 可以用信用卡吗？ | 信用卡
            zh-CN | 门店周六营业吗？ | 周六
            zh-CN | 自行车车架保修几年？ | 五年
            zh-CN | 你们卖摩托车吗？ | -
            zh-CN | 法国的首都是哪里？ | -
            zh-CN | 小狗会游泳吗？ | -
            ar | كم تكلفة التوصيل إلى النمسا؟ | النمسا
            ar | متى ترسلون الطرد؟ | يومي عمل
            ar | هل يمكنني إرجاع البضاعة؟ | 30
            ar | متى أسترد المال بعد وصول الطرود؟ | نعيد المال
            ar | هل تقبلون بطاقات ائتمانية؟ | الائتمانية
            ar | هل المتجر مفتوح يوم السبت؟ | السبت
            ar | ما ضمان هيكل الدراجة؟ | ضمان
            ar | هل تبيعون الدراجات النارية في باريس؟ | -
            ar | ما عاصمة فرنسا؟ | -
            ar | هل يسبح الكلب؟ | -
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Visitor stranger = Visitor.at(server.origin());
    private final KnowledgeSearch search = server.bean(KnowledgeSearch.class);

    private String bot(String members) {
        var made = api.post("/api/v1/bots", "{\"name\": \"Website\"" + members + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("data.id");
    }

    private long add(String bot, String language, String title, String text) {
        var added = api.post(
                "/api/v1/bots/" + bot + "/knowledge",
                "{\"title\": %s, \"content\": %s, \"format\": \"markdown\", \"language\": \"%s\"}"
                        .formatted(quoted(title), quoted(text), language));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        return added.number("data.id");
    }

    private static String quoted(String text) {
        return leadhub.base.Json.write(text);
    }

    /** A conversation that has begun. */
    private final class Talk {
        private final String id;
        private final Visitor visitor;
        private int number;

        Talk(String bot, String language) {
            var begun = stranger.post("/c/" + bot + "/conversations", "{\"language\": \"" + language + "\"}");
            id = begun.text("conversation.id");
            visitor = stranger.knownBy(begun.text("token"));
        }

        /** What the bot says then. */
        List<String> ask(String text) {
            var after = visitor.get("/c/conversations/" + id + "/messages")
                            .at("messages")
                            .size()
                    + 1;
            assertThat(visitor.say(id, "m" + ++number, text).status()).isEqualTo(201);
            return visitor.get("/c/conversations/" + id + "/messages?after=" + after)
                    .at("messages")
                    .valueStream()
                    .map(message -> message.get("content").stringValue())
                    .toList();
        }
    }

    @Test
    void nine_of_ten_questions_are_answered_rightly_or_not_at_all() {
        var bot = bot("");
        DOCUMENTS.forEach((language, text) -> add(bot, language, "Shop", text));
        var wrong = new ArrayList<String>();
        var lines = QUESTIONS.lines().toList();
        for (var line : lines) {
            var parts = Arrays.stream(line.split("\\|")).map(String::strip).toList();
            var found = search.find(workspace.id(), bot, List.of(parts.getFirst()), parts.get(1))
                    .map(one -> one.passage().content());
            var isRight = parts.get(2).equals("-")
                    ? found.isEmpty()
                    : found.filter(text -> text.contains(parts.get(2))).isPresent();
            if (!isRight) {
                wrong.add(line + " -> " + found.orElse("nothing"));
            }
        }
        assertThat(wrong).as("Of %s questions", lines.size()).hasSizeLessThanOrEqualTo(lines.size() / 10);
    }

    @Test
    void an_answer_says_where_it_stands() {
        var bot = bot(", \"asks_email\": false");
        add(bot, "en", "Delivery & returns", DOCUMENTS.getOrDefault("en", ""));
        var said = new Talk(bot, "en").ask("What does delivery to Austria cost?");
        assertThat(said).hasSize(1);
        assertThat(said.getFirst())
                .contains("Austria costs 9 euros")
                .contains("Source: Delivery & returns, " + server.origin());
        var link = said.getFirst().substring(said.getFirst().indexOf("http"));
        var page = stranger.get(link.substring(server.origin().length()));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Delivery &amp; returns").contains("Austria costs 9 euros");
        assertThat(stranger.get(link.substring(server.origin().length()).replaceFirst("[^/]+$", "999"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_deleted_document_answers_nothing_at_once() {
        var bot = bot("");
        var document = add(bot, "en", "Delivery", DOCUMENTS.getOrDefault("en", ""));
        var path = "/api/v1/bots/" + bot + "/knowledge";
        assertThat(api.get(path).number("data.0.passages_count")).isEqualTo(5);
        assertThat(workspace.lymbe().get("/api/v1/bots/" + bot).number("bot.knowledgeBaseSize"))
                .isEqualTo(1);
        assertThat(api.delete(path + "/" + document).status()).isEqualTo(204);
        assertThat(new Talk(bot, "en")
                        .ask("What does delivery to Austria cost?")
                        .toString())
                .doesNotContain("Austria");
        assertThat(api.get(path).at("data").isEmpty()).isTrue();
    }

    @Test
    void what_found_no_answer_is_listed_once_and_answered_with_one_form() {
        var bot = bot("");
        add(bot, "en", "Delivery", DOCUMENTS.getOrDefault("en", ""));
        new Talk(bot, "en").ask("Do you repair wheelchairs?");
        new Talk(bot, "en").ask("do you repair WHEELCHAIRS");
        new Talk(bot, "en").ask("Call me about wheelchairs: +1 415 555 2671");
        var listed = api.get("/api/v1/bots/" + bot + "/questions");
        assertThat(listed.at("data").size()).isEqualTo(1);
        assertThat(listed.text("data.0.question")).isEqualTo("Do you repair wheelchairs?");
        assertThat(listed.number("data.0.times")).isEqualTo(2);
        var manager = workspace.panel(leadhub.base.Role.MANAGER);
        var page = "/settings/bots/" + bot + "/knowledge";
        assertThat(manager.get(page + "?question=Do%20you%20repair%20wheelchairs%3F&language=en")
                        .body())
                .contains("asked 2 times")
                .contains("value=\"Do you repair wheelchairs?\"");
        var added = manager.post(
                page,
                Map.of(
                        "question", "Do you repair wheelchairs?",
                        "title", "Do you repair wheelchairs?",
                        "content", "Yes, on Tuesdays.",
                        "format", "text",
                        "language", "en"));
        assertThat(added.status()).as(added.body()).isEqualTo(303);
        assertThat(api.get("/api/v1/bots/" + bot + "/questions").at("data").isEmpty())
                .isTrue();
        assertThat(new Talk(bot, "en").ask("Can you repair a wheelchair?").getFirst())
                .startsWith("Yes, on Tuesdays.");
    }

    @Test
    void a_flow_answers_questions_until_there_are_no_more() {
        var bot = bot("");
        add(bot, "en", "Delivery", DOCUMENTS.getOrDefault("en", ""));
        api.patch("/api/v1/bots/" + bot + "/flow", """
                {"steps": [{"id": "a", "type": "answer", "config": {"text": "Ask me."}},
                           {"id": "c", "type": "choice", "config": {"text": "Which?", "paths": [{"name": "Red"}, {"name": "Blue"}]}},
                           {"id": "e", "type": "end", "config": {}}]}
                """);
        assertThat(api.post("/api/v1/bots/" + bot + "/flow/publish", "{}").status())
                .isEqualTo(200);
        var talk = new Talk(bot, "en");
        assertThat(talk.ask("Which credit cards do you accept?"))
                .satisfies(said -> assertThat(said.getFirst()).contains("PayPal"))
                .satisfies(said -> assertThat(said.getLast()).contains("anything else"));
        assertThat(talk.ask("That's all!")).containsExactly("Which?");
        assertThat(talk.ask("Can I return goods?").stream().collect(Collectors.joining("|")))
                .contains("30 days")
                .endsWith("|Which?");
        var other = new Talk(bot, "en");
        assertThat(other.ask("Where is the moon?").getLast()).isEqualTo("Which?");
        assertThat(api.get("/api/v1/bots/" + bot + "/questions").text("data.0.question"))
                .isEqualTo("Where is the moon?");
    }
}
