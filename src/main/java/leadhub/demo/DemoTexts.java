package leadhub.demo;

import java.util.List;
import java.util.random.RandomGenerator;

/** The texts that people write in the demo. */
enum DemoTexts {
    FIRST_CALL(
            "Called, nobody picked up. Left a message and sent a short mail.",
            "Good first call: they have used spreadsheets until now and lose track above 200 leads.",
            "Spoke with the assistant, the right person is back on Thursday.",
            "Wants to see it before talking about prices. Sent two dates for a demo.",
            "Found us through a colleague at their last company. Very open.",
            "Short call on the move. Interested, but their quarter ends first."),
    QUALIFYING(
            "Team of eight, two locations. Decision is made by the head of sales and finance together.",
            "Budget is there for this quarter. They compare us with one other vendor.",
            "Main pain: leads from three ad platforms end in three inboxes.",
            "They need single sign-on and a contract for data processing; sent both.",
            "Demo went well. Asked twice whether imports keep the history.",
            "Technical questions answered, their developer wants to try the API on the weekend."),
    NEGOTIATING(
            "Sent the proposal. They asked for annual payment with ten percent off.",
            "Legal has the contract. Two small changes to the notice period, both fine for us.",
            "Procurement joined the call. They need a purchase order before the month ends.",
            "Champion is on our side, finance wants references. Named two customers of their size."),
    WON(
            "Signed! Kick-off is next week, handed over to onboarding.",
            "Contract came back this morning. They start with one team and roll out later.",
            "Closed. They want to start before their trade fair."),
    LOST(
            "Went with their existing vendor, who lowered the price. Ask again in a year.",
            "Project was put on hold, no budget until next year.",
            "No answer after four tries. Closing it for now.",
            "Too small for what they need today; parted as friends."),
    TASK(
            "Send the proposal",
            "Call back",
            "Prepare the demo",
            "Ask for the purchase order",
            "Follow up by mail",
            "Send references",
            "Check in about the contract",
            "Book a call with their developer");

    private final List<String> texts;

    DemoTexts(String... texts) {
        this.texts = List.of(texts);
    }

    String any(RandomGenerator random) {
        return texts.get(random.nextInt(texts.size()));
    }
}
