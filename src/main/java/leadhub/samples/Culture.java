package leadhub.samples;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Where a made-up person lives, and how people there are called, write and phone. A name in another script stands before
 * its Latin spelling: {@code 王|wang}. A phone number is a pattern, # for any digit.
 *
 * <p>Long, for it is a table: its rows belong side by side, and nothing but rows is added.
 */
enum Culture {
    ENGLISH(
            30,
            false,
            "US US US US GB GB CA AU IE",
            """
            James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph
            Jessica Thomas Sarah Charles Karen Daniel Nancy Matthew Lisa Anthony Betty Mark Sandra Steven Ashley Andrew
            Emily Joshua Kimberly Kevin Donna Brian Michelle George Carol Aisha Priya Liam Olivia Noah Emma Hannah Joanna""",
            """
            Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor Moore Jackson Martin Lee
            Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker
            Hall Campbell Mitchell Carter Roberts O'Brien O'Neill McDonald Patel Singh Okafor Murphy Evans Edwards""",
            "Northwind Bluebird Summit Granite Harbor Maple Cobalt Lighthouse Redwood Sterling Juniper Beacon",
            "Labs Inc|Logistics LLC|Partners|Software Ltd|Health Group|Foods Inc|Media|Consulting LLC",
            "+1 (415) 2##-####|+1 212-4##-####|+1 (312) 6##-####|+1 617 5## ####|+44 7400 ######|+44 7911 3#####",
            "Asked for a demo next week.|Interested in the enterprise plan.|Call back after the holidays.|Comparing three vendors, decides this quarter."),
    GERMAN(
            18,
            false,
            "DE DE DE DE AT CH",
            """
            Anna Jürgen Jörg Käthe Günther Björn Lukas Leonie Müzeyyen Heike Wolfgang Ursula Sebastian Stefanie Matthias
            Annika Zoë Florian Katharina Maximilian Sophie Tobias Johanna Uwe Dörte Ralf Andreas Svenja Hans-Peter Jan""",
            """
            Müller Schmidt Schneider Fischer Weber Schäfer Köhler Bäcker Krüger Schröder Groß Weiß Jäger Möller Hübner
            Lange Vogel Böhm Winkler Roth Strauß Günther Vogt Königsmann Mustermann Neumann Zimmermann Hoffmann Öztürk""",
            "Kranich Nordlicht Fichtel Brückner Sonnenhof Elbtal Hanse Isar Falke Ahorn",
            "Technik GmbH|Maschinenbau AG|Beratung GmbH|Logistik GmbH & Co. KG|Solar GmbH|Versicherungsmakler",
            "+49 176 ########|+49 1512 #######|0049 170 #######|+43 664 #######|+41 79 ### ## ##",
            "Interesse am Enterprise-Plan für 50 Mitarbeiter.|Bittet um Rückruf am Nachmittag.|Angebot geprüft, wartet auf Freigabe."),
    NORDIC(
            8,
            false,
            "SE SE DK NO FI",
            """
            Åsa Björn Øyvind Søren Freja Göran Märta Håkon Ingrid Lars Astrid Jørgen Sigrid Anders Linnéa Mikkel Kåre
            Elin Vesa Tuuli Päivi Jukka Solveig Torbjörn""",
            """
            Åberg Sjöström Østergaard Nørgaard Lindström Håkansson Jørgensen Bjørnstad Kjær Ödman Rasmussen Öberg Hansen
            Nyström Mäkinen Hämäläinen Virtanen Søndergaard Lindqvist Dahl""",
            "Fjord Björk Nordsken Skärgård Aurora Havn Granskog Polstjärna",
            "AB|ApS|AS|Oy|Teknik AB|Design ApS",
            "+46 70-### ## ##|+46 73 ### ## ##|+45 20 ## ## ##|+47 412 ## ###",
            "Vill ha en offert.|Ønsker en demo i neste uke.|Träffades på mässan."),
    ROMANCE(
            13,
            false,
            "FR FR ES ES IT PT BR MX",
            """
            Élodie François José María Chloé Benoît Inês João Lucía Andrés Giulia Matteo Zoé Noémie Raphaël Núria Ángel
            Beatriz Gonçalo Chiara Niccolò Camille Théo Sofía""",
            """
            Lefèvre Muñoz García Núñez Gonçalves Rossi Bianchi Dupré Étienne Peña Ibáñez Conceição D'Angelo Fernández
            Béranger Sánchez Araújo Château López Moreau Romero Silva""",
            "Soleil Azulejo Montagne Vinedo Estrela Pontevecchio Lumière Castaño",
            "SARL|SAS|S.L.|Ltda|S.p.A.|Conseil SARL",
            "+33 6 ## ## ## ##|+34 612 ### ###|+34 655 ### ###|+351 912 ### ###|+39 347 #######|+55 11 9#### ####",
            "Demande un devis.|Quiere una demostración.|Richiede un preventivo.|Pede uma proposta."),
    SLAVIC_LATIN(
            5,
            false,
            "PL PL CZ HR",
            """
            Łukasz Małgorzata Paweł Agnieszka Zdzisław Jiří Kateřina Ondřej Božena Tomáš Ivana Želimir Wojciech Elżbieta
            Šárka Katarzyna""",
            """
            Wiśniewski Kowalczyk Żak Dąbrowska Nowák Dvořák Černý Růžička Šimić Horvat Zieliński Wójcik Łapiński
            Procházka Kovačević""",
            "Wisła Vltava Bursztyn Jadran Orzeł",
            "Sp. z o.o.|s.r.o.|d.o.o.|Transport S.A.",
            "+48 512 ### ###|+48 601 ### ###|+420 602 ### ###",
            "Prosi o ofertę.|Zájem o ukázku."),
    CHINESE(
            9,
            true,
            "CN CN CN TW SG HK",
            """
            伟|wei 芳|fang 娜|na 敏|min 静|jing 丽|li 强|qiang 磊|lei 军|jun 洋|yang 勇|yong 艳|yan 杰|jie 涛|tao 明|ming 超|chao 秀英|xiuying
            建华|jianhua 晓东|xiaodong 雨桐|yutong 思远|siyuan 子涵|zihan 佳怡|jiayi 浩然|haoran""",
            """
            王|wang 李|li 张|zhang 刘|liu 陈|chen 杨|yang 黄|huang 赵|zhao 吴|wu 周|zhou 徐|xu 孙|sun 马|ma 朱|zhu 胡|hu 林|lin 郭|guo 何|he 高|gao 罗|luo
            欧阳|ouyang 司马|sima""",
            "晨光|chenguang 华东|huadong 蓝天|lantian 金桥|jinqiao 星河|xinghe 长青|changqing",
            "科技有限公司|贸易有限公司|软件股份有限公司|物流有限公司",
            "+86 138 #### ####|+86 159 #### ####|+86 186 #### ####",
            "想了解企业版价格。|请下周电话联系。|对演示很感兴趣。"),
    JAPANESE(
            7,
            true,
            "JP",
            """
            蓮|ren 陽翔|haruto 結衣|yui さくら|sakura 健太|kenta 美咲|misaki 大輔|daisuke 直樹|naoki 愛子|aiko 翔太|shota 由美|yumi 恵|megumi
            ひかり|hikari 拓也|takuya タカシ|takashi ユウコ|yuko""",
            """
            佐藤|sato 鈴木|suzuki 高橋|takahashi 田中|tanaka 伊藤|ito 渡辺|watanabe 山本|yamamoto 中村|nakamura 小林|kobayashi 加藤|kato
            吉田|yoshida 山田|yamada 松本|matsumoto 井上|inoue 木村|kimura""",
            "桜井|sakurai 富士見|fujimi 青葉|aoba 東雲|shinonome 三日月|mikazuki",
            "株式会社|製作所|物産株式会社|システムズ",
            "+81 90-####-####|+81 80-####-####|+81 70 #### ####",
            "見積もりをご希望です。|来週お電話ください。|展示会で名刺交換。"),
    ARABIC(
            5,
            false,
            "AE SA EG MA",
            """
            محمد|mohamed فاطمة|fatima أحمد|ahmed عائشة|aisha علي|ali مريم|maryam يوسف|youssef ليلى|layla خالد|khaled نورة|noura
            عمر|omar هدى|huda إبراهيم|ibrahim سارة|sara""",
            """
            الأحمد|alahmad حسن|hassan العلي|alali منصور|mansour الخطيب|alkhatib نصر|nasr السيد|alsayed حداد|haddad القحطاني|alqahtani
            بن_صالح|bensaleh""",
            "الفجر|alfajr النخيل|alnakheel الواحة|alwaha الهلال|alhilal",
            "للتجارة|للتقنية|القابضة|للخدمات",
            "+971 50 ### ####|+971 55 ### ####|+20 100 ### ####|+966 50 ### ####",
            "يرغب في عرض أسعار.|يرجى الاتصال الأسبوع القادم."),
    CYRILLIC(
            5,
            false,
            "UA UA BG RS KZ",
            """
            Олена|olena Тарас|taras Ганна|hanna Андрій|andrii Юлія|yuliia Георги|georgi Мария|maria Стефан|stefan Ђорђе|djordje
            Нурлан|nurlan Їжак|yizhak Ирина|irina Дмитро|dmytro Єва|yeva""",
            """
            Шевченко|shevchenko Коваленко|kovalenko Іваненко|ivanenko Ґалаґан|galagan Петров|petrov Димитрова|dimitrova Јовановић|jovanovic
            Абдуллаев|abdullaev Бойко|boiko Кравець|kravets Щербак|shcherbak""",
            "Світанок|svitanok Дунав|dunav Зоря|zoria Степ|step",
            "ТОВ|ООД|д.о.о.|Груп",
            "+380 67 ### ####|+380 50 ### ####|+359 88 ### ####|+381 63 ######",
            "Просить рахунок.|Цікавиться демонстрацією.|Иска оферта.");

    private final int weight;
    private final boolean writesWithoutSpaces;
    private final List<String> countries;
    private final List<String> firstNames;
    private final List<String> lastNames;
    private final List<String> companies;
    private final List<String> companyKinds;
    private final List<String> phones;
    private final List<String> notes;

    Culture(
            int weight,
            boolean writesWithoutSpaces,
            String countries,
            String firstNames,
            String lastNames,
            String companies,
            String companyKinds,
            String phones,
            String notes) {
        this.weight = weight;
        this.writesWithoutSpaces = writesWithoutSpaces;
        this.countries = words(countries);
        this.firstNames = words(firstNames);
        this.lastNames = words(lastNames);
        this.companies = words(companies);
        this.companyKinds = parts(companyKinds);
        this.phones = parts(phones);
        this.notes = parts(notes);
    }

    static Culture any(RandomGenerator random) {
        var rest = random.nextInt(
                Arrays.stream(values()).mapToInt(culture -> culture.weight).sum());
        for (var culture : values()) {
            rest -= culture.weight;
            if (rest < 0) {
                return culture;
            }
        }
        return ENGLISH;
    }

    String country(RandomGenerator random) {
        return pick(countries, random);
    }

    String firstName(RandomGenerator random) {
        return pick(firstNames, random);
    }

    String lastName(RandomGenerator random) {
        return pick(lastNames, random);
    }

    /** The distinctive word of a company's name. */
    String companyWord(RandomGenerator random) {
        return pick(companies, random);
    }

    String company(String word, RandomGenerator random) {
        return shown(word) + (writesWithoutSpaces ? "" : " ") + pick(companyKinds, random);
    }

    String phone(RandomGenerator random) {
        var phone = new StringBuilder();
        pick(phones, random)
                .chars()
                .forEach(c -> phone.append(c == '#' ? (char) ('0' + random.nextInt(10)) : (char) c));
        return phone.toString();
    }

    String note(RandomGenerator random) {
        return pick(notes, random);
    }

    /** A name as people there write it. */
    static String shown(String name) {
        var bar = name.indexOf('|');
        return (bar < 0 ? name : name.substring(0, bar)).replace('_', ' ');
    }

    /** A name as it looks in an address: a to z, digits and hyphens. */
    static String latin(String name) {
        var text = name.substring(name.indexOf('|') + 1)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replace("ø", "oe")
                .replace("Ø", "Oe")
                .replace("Ä", "Ae")
                .replace("Ö", "Oe")
                .replace("Ü", "Ue")
                .replace("ł", "l")
                .replace("Ł", "L")
                .replace("æ", "ae");
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9-]", "");
    }

    static <T> T pick(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static List<String> parts(String text) {
        return List.of(text.split("\\|"));
    }
}
