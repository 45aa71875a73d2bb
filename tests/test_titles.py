"""Titles of whole page heads, in the manner of many sites, by the scores as delivered: kickers, trails, menus, series and bylines beside them."""

from __future__ import annotations

import pytest

from pipeline.clean.boilerplate import judge_lines
from pipeline.clean.facts import posted
from pipeline.clean.titles import title_of

_REST = {
    "en": "The partners will meet again in spring to look at what was learnt. Until then the teams go on with their visits to the villages.",
    "es": "Los socios volverán a reunirse en primavera para revisar lo aprendido. Mientras tanto, los equipos continúan sus visitas a los barrios.",
    "fr": "Les partenaires se retrouveront au printemps pour tirer les leçons de cette étape. D'ici là, les équipes poursuivent leurs visites.",
}


@pytest.mark.parametrize(
    ("language", "head", "title"),
    [
        (
            "es",
            [
                "Mancomunidad del Alto Orme",
                "Prensa » Notas 2016",
                "Nota de prensa N.º 12",
                "Bree, 7 de abril de 2016",
                "Firman convenio para riego en el Alto Orme",
            ],
            "Firman convenio para riego en el Alto Orme",
        ),
        (
            "en",
            [
                "Mothers' Health Initiative",
                "Home | Countries | Links",
                "Midwives of five countries meet in Orm",
                "MEDIA RELEASE",
                "Orm, Norland, Friday 13 November 2009",
            ],
            "Midwives of five countries meet in Orm",
        ),
        (
            "en",
            [
                "Disability Council of Orm",
                "Home | Schemes | Notices | Contact us",
                "Notices",
                "We have moved",
                "Notice No. DC/ADM/11/2021 dated 2nd December 2021",
            ],
            "We have moved",
        ),
        (
            "es",
            [
                "Radio Comunitaria Orme",
                "portada . programación . archivo",
                "Vuelve el Festival del Cacao y el Tambor a Orme",
                "enviado por: la redacción",
            ],
            "Vuelve el Festival del Cacao y el Tambor a Orme",
        ),
        (
            "fr",
            [
                "Union des caisses d'épargne",
                "Artisans   Agences   Taux   Espace sociétaires",
                "COMMUNIQUÉ",
                "Objet : ouverture du fonds de garantie aux pêcheurs",
            ],
            "ouverture du fonds de garantie aux pêcheurs",
        ),
        (
            "en",
            [
                "UNION OF THE LAKES",
                "Press and information team",
                "",
                "MEDIA ADVISORY",
                "Orm, 9 November 2017",
                "",
                "Launch of Dikgaka – beehives for the Kalahari",
                "",
            ],
            "Launch of Dikgaka – beehives for the Kalahari",
        ),
        (
            "es",
            [
                "Gobierno de Chiapas",
                "Secretaría de Protección Civil",
                "Inicio | Dependencias | Trámites | Transparencia",
                "Sala de prensa / Boletines",
                "Boletín 0412",
                "Refuerzan Chiapas y Guatemala monitoreo conjunto del río Suchiate",
                "Tapachula, Chiapas; 9 de octubre de 2023.-",
                "Autoridades de protección civil de Chiapas y de Guatemala acordaron reforzar el monitoreo conjunto del río Suchiate, con.",
            ],
            "Refuerzan Chiapas y Guatemala monitoreo conjunto del río Suchiate",
        ),
        (
            "es",
            [
                "Naciones Unidas CEPAL",
                "Portada > Eventos > Seminarios y talleres",
                "Tipo de evento: Taller",
                "Taller regional sobre cuentas de los océanos",
                "Fecha: 3 al 5 de junio de 2024",
                "Lugar: Santiago, Chile",
                "El taller reunirá a oficinas nacionales de estadística de once países para preparar las primeras cuentas de los océanos.",
            ],
            "Taller regional sobre cuentas de los océanos",
        ),
        (
            "es",
            [
                "Defensoría del Pueblo",
                "República del Ecuador",
                "Noticias - Regional Guayas",
                "Defensoría y OIM capacitan a",
                "policías sobre trata de personas",
                "Guayaquil, 2 de julio de 2018",
                "Cincuenta policías de Guayaquil recibieron una capacitación de dos días sobre trata de personas, organizada por la.",
            ],
            "Defensoría y OIM capacitan a policías sobre trata de personas",
        ),
        (
            "en",
            [
                "Labour Inspectorate of Moravia",
                "Topics | Offices | Newsroom",
                "Home > Newsroom > News",
                "Safe work on building sites",
                "Inspectors of four regions agree on one form for scaffolding",
                "News | 14 June 2012",
                "BRNO - Inspectors of four regions closed their yearly meeting in Brno yesterday with a draft form that all of them will use.",
            ],
            "Inspectors of four regions agree on one form for scaffolding",
        ),
        (
            "fr",
            [
                "Agence de l'eau du Littoral",
                "Accueil > Actualités > Communiqué de presse",
                "Afrique centrale - Assainissement",
                "À Kribi et à Campo, des latrines pour 40 000 habitants de plus",
                "Douala, le 14 juin 2018",
                "Le ministre de l'Eau et la directrice de l'agence ont signé mercredi une convention de prêt de 2 millions d'euros.",
            ],
            "À Kribi et à Campo, des latrines pour 40 000 habitants de plus",
        ),
        (
            "en",
            [
                "Harbour Council",
                "Latest News        Members        Calendar        Documents",
                "Calendar, spring 2012",
                "29 February-1 March",
                "Stralsund. Expert group on ferries, fourth meeting. The host is the City of Stralsund, which invites all members to a dinner.",
            ],
            "Calendar, spring 2012",
        ),
        (
            "fr",
            [
                "Accueil / Le Bureau / Équipe",
                "L'équipe du Bureau du Défenseur",
                "Le Bureau du Défenseur de la Vallée compte cinq personnes à Sion, en Suisse. Il reçoit chaque matin, sans rendez-vous.",
            ],
            "L'équipe du Bureau du Défenseur",
        ),
        (
            "es",
            [
                "El Diario del Istmo",
                "Suscríbete | Iniciar sesión",
                "COOPERACIÓN INTERNACIONAL",
                "La ONU pide 40 millones para las familias desplazadas por las lluvias",
                "Exclusivo para suscriptores",
                "Por Redacción",
                "La Oficina de Coordinación de Asuntos Humanitarios pidió el jueves 40 millones de dólares para asistir a las familias.",
            ],
            "La ONU pide 40 millones para las familias desplazadas por las lluvias",
        ),
        (
            "es",
            [
                "Ayuntamiento de Vitoria-Gasteiz",
                "Servicio de Cooperación al Desarrollo",
                "Convocatoria 2016",
                "Formación de promotoras de salud en Chalatenango",
                "Entidad: Medicus Mundi Álava",
                "País: El Salvador",
                "Importe: 84.300 €",
                "La iniciativa forma a cuarenta promotoras de salud de las comunidades de Chalatenango y equipa dos clínicas, con el.",
            ],
            "Formación de promotoras de salud en Chalatenango",
        ),
        (
            "fr",
            [
                "République du Mali",
                "Un Peuple – Un But – Une Foi",
                "Ministère de l'Élevage et de la Pêche",
                "Accueil | Le Ministère | Nos projets | Actualités | Contacts",
                "Campagne de vaccination : le coup d'envoi donné à Kita",
                "Publié le 4 décembre 2018",
                "Le ministre de l'Élevage et de la Pêche a lancé mardi à Kita la campagne nationale de vaccination du bétail, qui doit.",
            ],
            "Campagne de vaccination : le coup d'envoi donné à Kita",
        ),
        (
            "fr",
            [
                "ONU Info",
                "L'actualité mondiale Un regard humain",
                "Recherche",
                "Par sujet ▾ Par région ▾",
                "Migrants et réfugiés",
                "Au Tchad, les puits ne suivent plus l'arrivée des réfugiés",
                "7 juin 2023",
                "Dans l'est du Tchad, les puits ne suffisent plus aux besoins des réfugiés arrivés du Soudan, a prévenu mercredi le.",
            ],
            "Au Tchad, les puits ne suivent plus l'arrivée des réfugiés",
        ),
        (
            "fr",
            [
                "Métropole de Lyon",
                "International",
                "Coopération décentralisée",
                "Ouagadougou (Burkina Faso)",
                "Des éboueurs se parlent d'une ville à l'autre",
                "Partager sur Facebook",
                "Depuis 2012, les agents de propreté de Lyon et de Ouagadougou échangent leurs façons de faire. Le partenariat a permis.",
            ],
            "Des éboueurs se parlent d'une ville à l'autre",
        ),
        (
            "fr",
            [
                "Ambassade de France en Haïti",
                "La France en Haïti > Action culturelle et coopération > Gouvernance",
                "Cadastre : un premier registre pour la commune de Camp-Perrin",
                "Mise à jour : 18 février 2013",
                "[Imprimer] [Envoyer]",
                "La commune de Camp-Perrin dispose désormais d'un registre cadastral, établi avec l'appui de l'ambassade et du comité.",
            ],
            "Cadastre : un premier registre pour la commune de Camp-Perrin",
        ),
        (
            "fr",
            [
                "Organisation mondiale de la Santé",
                "Bureau régional de l'Afrique",
                "MENU",
                "Accueil / Pays / Togo / Nouvelles",
                "Le Togo reçoit",
                "ses premiers vaccins contre le paludisme",
                "Lomé, le 5 septembre 2025",
                "Le Togo a reçu vendredi ses premiers vaccins contre le paludisme, livrés par avion à Lomé en présence du ministre de la.",
            ],
            "Le Togo reçoit ses premiers vaccins contre le paludisme",
        ),
        (
            "en",
            [
                "UNDP Pacific Office in Fiji",
                "Home | About us | Our focus | Projects | News centre | Events",
                "Empowered lives. Resilient nations.",
                "Our stories",
                "A radio for every reef: how wardens in Kadavu call for help",
                "14 Aug 2018",
                "Wardens in Kadavu used to row for two hours to report dynamite fishing. Since June each of the nine villages has a radio.",
            ],
            "A radio for every reef: how wardens in Kadavu call for help",
        ),
        (
            "en",
            [
                "The Commonwealth",
                "SEARCH",
                "Media",
                "News",
                "Small states",
                "Islands trade notes on debt swaps for seagrass",
                "by Marjorie Tamatea-Lowe",
                "15 July 2022",
                "Officials from eleven small states met in Victoria to compare debt swaps that pay for the protection of seagrass.",
            ],
            "Islands trade notes on debt swaps for seagrass",
        ),
        (
            "en",
            [
                "AU | African Union",
                "A united and strong Africa",
                "Organs | Member states | Agenda 2063 | Newsroom",
                "PRESS RELEASE No. 043/2016",
                "AU Commission and Lake Chad Basin countries agree on a joint river police",
                "N'Djamena, Chad, 3 May 2016:",
                "The African Union Commission and the member states of the Lake Chad Basin Commission agreed today in N'Djamena to set up.",
            ],
            "AU Commission and Lake Chad Basin countries agree on a joint river police",
        ),
        (
            "en",
            [
                "Ministry of Foreign Affairs of Denmark",
                "Danida",
                "Embassy of Denmark, Ouagadougou",
                "Where are you: Home » Development » Water",
                "Water and sanitation",
                "Denmark has supported water and sanitation in Burkina Faso since 1993. The present programme runs until 2015 and covers.",
            ],
            "Water and sanitation",
        ),
        (
            "en",
            [
                "Asia-Pacific Network on Statelessness | Events",
                "Upcoming event",
                "Counting everyone: a webinar on birth registration in border provinces",
                "Wednesday, 9 September 2020, 14:00–15:30 (Bangkok time)",
                "Register here",
                "The webinar brings together registrars from Thailand, Myanmar and Laos to compare how births are registered in border.",
            ],
            "Counting everyone: a webinar on birth registration in border provinces",
        ),
        (
            "en",
            [
                "Lakes Health Community",
                "Working together for the health of the shores",
                "Who we are | Programmes | Projects | Knowledge hub | Tenders",
                "Programmes: Health Security and Emergency Preparedness",
                "Lake Norra Cholera Early Warning Platform",
                "Acronym: LNCEP",
                "Type: cross-border information mechanism",
                "Members: Ministry of Health of Norland; Ministry of Health of Sorland",
                "Established: Bree Statement, 11 October 2017",
                "What it is",
                "Fishermen and traders cross the lake without thinking of it as a border, and the disease travels with them from shore to shore.",
            ],
            "Lake Norra Cholera Early Warning Platform",
        ),
        (
            "fr",
            [
                "AVM – Association des villes et des métropoles",
                "L’association | Membres | Programmes | Réseaux thématiques | Espace presse",
                "Réseaux thématiques / Villes et données",
                "Réseau des observatoires de rue (ROR)",
                "Statut : actif",
                "Créé le : 18 octobre 2011, à Bree",
                "Villes membres : Bree, Orm, Lund",
                "Compter les maisons et nommer les rues : dans chaque ville, une petite équipe tient à jour le portrait de deux ou trois quartiers.",
            ],
            "Réseau des observatoires de rue (ROR)",
        ),
        (
            "es",
            [
                "Embajada de Norlandia en Sorlandia",
                "Inicio",
                "Embajador",
                "Cooperación",
                "Cultura",
                "Visas",
                "Noticias de la Embajada",
                "Ceremonia de entrega del equipamiento de la unidad de salud de Bree",
                "20 de febrero de 2009",
                "El día jueves 19 de febrero se llevó a cabo en el municipio de Bree la ceremonia de entrega de una ambulancia y de un grupo.",
            ],
            "Ceremonia de entrega del equipamiento de la unidad de salud de Bree",
        ),
        (
            "fr",
            [
                "ANC | Agence norlandaise de coopération",
                "Accueil > Bureaux > Sorlande > Nouvelles et informations",
                "Taille du texte : Petit Moyen Grand",
                "30 septembre 2016",
                "Signature pour la construction d'un centre de formation aux métiers de la pêche à Bree",
                "Le 28 septembre 2016, l'ambassadeur et le ministre ont signé l'accord de don qui permettra de bâtir le centre au bord de la baie.",
            ],
            "Signature pour la construction d'un centre de formation aux métiers de la pêche à Bree",
        ),
        (
            "fr",
            [
                "IDD",
                "Institut du développement durable",
                "Une communauté | Des ressources | Des formations | Nous joindre",
                "Accueil » Événements » Webinaires",
                "Catégorie : Efficacité énergétique",
                "Webinaire – La terre crue dans les villes chaudes : retour d'un vieux matériau ?",
                "15 octobre 2020",
                "Heure : 13 h 00 à 14 h 30 (TU)",
                "Quatrième rendez-vous du cycle, ce webinaire montrera comment des maçons de trois pays ont remis la brique de terre à l'honneur.",
            ],
            "Webinaire – La terre crue dans les villes chaudes : retour d'un vieux matériau ?",
        ),
        (
            "fr",
            ["Agence du fleuve Orm", "Accueil . Le fleuve . Presse . Contact", "AVIS AUX BATELIERS – Basses eaux de l'Orm", "Bree, le 9 mai 2018"],
            "AVIS AUX BATELIERS – Basses eaux de l'Orm",
        ),
        (
            "fr",
            ["Agence du fleuve Orm", "Eaux intérieures  Ressources en eau  Publications  Avis aux usagers", "Avis aux bateliers de l'Orm"],
            "Avis aux bateliers de l'Orm",
        ),
        (
            "fr",
            ["AUTORITÉ DU BASSIN DE L'ORM", "ABO Infos n° 31", "Lettre d'information – 30 avril 2015", "LE MOT DE LA PRÉSIDENTE"],
            "ABO Infos n° 31",
        ),
        (
            "fr",
            [
                "Direction de la coopération DC",
                "Page d'accueil  Pays  Norlande  Projets",
                "Aller au contenu principal",
                "Grandir au bord de l'eau",
                "Soins à domicile dans les districts ruraux de Norlande",
                "Le programme en bref",
            ],
            "Grandir au bord de l'eau",
        ),
        (
            "es",
            [
                "Ayuntamiento de Bree",
                "Inicio | Áreas | Noticias",
                "Noticias > Empleo",
                "A+ A- Contraste",
                "«Ahora falta el puente»: 300 vendedores de Bree ya tienen carné",
                "Bree, viernes 30 de septiembre de 2022",
            ],
            "«Ahora falta el puente»: 300 vendedores de Bree ya tienen carné",
        ),
        (
            "es",
            ["COSUR | Comisión del Sur", "quiénes somos - qué hacemos - publicaciones - enlaces - contacto", "Boletín nro. 14 — julio de 2011"],
            "Boletín nro. 14 — julio de 2011",
        ),
        (
            "es",
            [
                "ONE",
                "Acerca de la Oficina | Áreas de acción | Países | Recursos",
                "Inicio > Noticias",
                "Comunicación e Información",
                "Radios de las islas buscan poner a salvo sus archivos sonoros",
                "15 Junio 2018",
                "Cuarenta responsables de emisoras se dieron cita en Bree para hablar de comunicación e información en las lenguas de las islas.",
            ],
            "Radios de las islas buscan poner a salvo sus archivos sonoros",
        ),
        pytest.param(
            "fr",
            [
                "-",
                "Qui sommes-nous",
                "Qui sommes-nousL'Organisation des lacs réunit quarante Etats membres et compte des bureaux dans plus de cent pays du monde.",
                "Structure",
                "- Bureaux régionaux",
                "-",
                "Notre travail",
                "Notre travailLes gouvernements se parlent aussi en dehors des grandes conférences : les mécanismes leur en donnent l'occasion.",
                "- Agir",
                "Dialogue sur les mobilités pastorales dans le bassin du Norra (DIMOPA)",
                "Année de création",
                "2014",
                "Etats membres",
                "Norlande, Sorlande",
                "Bref historique",
                "Le DIMOPA est issu de la conférence que le secrétariat a convoquée à Bree, après trois saisons marquées par des affrontements.",
            ],
            "Dialogue sur les mobilités pastorales dans le bassin du Norra (DIMOPA)",
        ),
    ],
)
def test_the_title_of_a_page_head(language: str, head: list[str], title: str | None) -> None:
    page = [*head, "", _REST[language], "", "© 2024"]
    assert title_of(judge_lines(page)) == title


REST = "The partners will meet again in spring to look at what was learnt. Until then the teams go on with their visits to the villages."


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Orm Network of Laboratories", "Founded", "24 November 2012"], None),
        (["Deal on the wells of Orm", "22.06.2017 / 14:20 | Updated: 23.06.2017 / 09:05"], "2017-06-22"),
        (["Mesa del Golfo de Orm", "Creación   Acta de Amapala, suscrita el 18 de julio de 2012"], None),
        (["Orm Network of Laboratories", "24 November 2012"], "2012-11-24"),
    ],
)
def test_days_of_the_subject_are_not_the_page_s(lines: list[str], day: str | None) -> None:
    judged = judge_lines(["Home | About us | News | Contact", *lines, REST, REST.replace("spring", "autumn")])
    found = posted(judged, language="en", meta={}).published
    assert (found.isoformat() if found else None) == day
