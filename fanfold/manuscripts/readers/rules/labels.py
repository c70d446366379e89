"""The labels of header fields in ten languages, as authors and sites write them."""

_TABLE = {
    "title": "title, story title, fic title, story, titel, titre, título, titolo, название, заголовок, タイトル, 題名, 題"
    ", 标题, 標題, 书名, 文名, 作品名, שם, שם הסיפור, כותרת, tytuł",
    "author": "author, authors, author(s), by, written by, writer, pen name, penname, autor, autorin, auteur, auteure, "
    "autora, autore, autrice, автор, авторы, 作者, 著者, posted by, creator, name"
    ", scritto da, escrito por, écrit par, geschrieben von, написал, написала, автор(ы), 作者名, 著, מאת, כותבת, כותב, מחבר, מחברת, autorka",
    "fandom": "fandom, fandoms, fandom(s), series fandom, fandoms involved, universe, fandome, фандом, фэндом, "
    "原作, ジャンル原作"
    ", 原著, 同人, 作品, פאנדום, פנדום, fandom(y)",
    "category": "category, categories, cat, kategorie, catégorie, categoría, categoria, категория, разряд, 分类, 類別",
    "rating": "rating, rated, rate, ratings, archive rating, altersfreigabe, freigabe, einstufung, classement, "
    "clasificación, clasificacion, classificação, avvertenza età, рейтинг, レーティング, 年齢制限"
    ", 分级, 分級, 等级, דירוג, 対象年齢, einstufung/rating, note d'âge",
    "pairing": "pairing, pairings, pairing(s), relationship, relationships, ship, ships, couple, couples, paring, "
    "paarung, pärchen, emparejamiento, pareja, parejas, coppia, coppie, par, casal, shipper, "
    "пейринг, пэйринг, пейринги, カップリング, cp"
    ", paarungen, pärchen(s), emparejamientos, parejas principales, personaggi/coppia, casais, пара, пары, отношения, 配对, 配對, שיפ, זוג, זוגות, 組み合わせ",
    "characters": "characters, character, character(s), chars, main characters, charaktere, personen, figuren, "
    "personnages, personajes, personaggi, personagens, персонажи, герои, 登場人物"
    ", 人物, 角色, דמויות, персонажи и пары, hauptfiguren, personnage",
    "warnings": "warning, warnings, warning(s), archive warning, archive warnings, content warning, content warnings, "
    "content note, content notes, cw, tw, trigger warning, trigger warnings, triggers, squicks, warnung, warnungen, "
    "avertissement, avertissements, advertencia, advertencias, avvertimento, avvertimenti, avvertenze, aviso, avisos, "
    "предупреждение, предупреждения, 注意, 警告"
    ", avvertimento/i, attention, warnungen, hinweise, triggerwarnung, предупреждения и метки, 警示, 预警, 注意事項, אזהרות, אזהרה, ostrzeżenia",
    "genre": "genre, genres, genre(s), género, generi, gênero, gattung, жанр, жанры, ジャンル"
    ", género(s), жанр(ы), 类型, 類型, ז'אנר",
    "tags": "tags, additional tags, freeform tags, keywords, schlagwörter, etiquetas, mots-clés, метки, タグ"
    ", теги, 标签, 標籤, תגיות, tag",
    "summary": "summary, summery, story summary, description, synopsis, inhalt, zusammenfassung, kurzbeschreibung, "
    "résumé, resume, resumen, sinopsis, riassunto, trama, resumo, sinopse, саммари, содержание, описание, аннотация, "
    "あらすじ, 概要"
    ", kurzinhalt, beschreibung, sommaire, descripción, descrizione, sommario, introduzione, descrição, краткое содержание, 简介, 簡介, 摘要, 文案, 紹介, תקציר, סיכום, streszczenie, opis",
    "disclaimer": "disclaimer, disclaimers, disclaim, disclamer, legal, haftungsausschluss, rechtliches, avertissement légal, "
    "descargo, descargo de responsabilidad, renuncia, disclaimer di rito, дисклеймер, отказ, 免責事項"
    ", disclaimer/rechtliches, rechte, droits, aviso legal, dichiarazione, отказ от прав, 声明, 聲明, הבהרה, דיסקליימר, כתב ויתור, 断り書き",
    "credits": "credits, credit, song, song credit, opening song, ending song, music, lyrics, lyrics by, songtext, lied, "
    "chanson, canción, canzone, música, песня, 曲"
    ", soundtrack, titre de la chanson, titolo da, песни, 歌词, 歌, שיר",
    "spoilers": "spoiler, spoilers, timeline, setting, season, continuity",
    "archive": "archive, archiving, distribution, distribute, archivierung, archivage, размещение",
    "feedback": "feedback, email, e-mail, e-mail address, contact, mail, website, homepage, url, site, comments",
    "status": "status, complete, completed, state, статус, estado, stato, état, статус работы, 状态, 状況, סטטוס",
    "language": "language, sprache, langue, idioma, lingua, язык, 言語, 语言, שפה",
    "words": "words, word count, wordcount, wörter, mots, palabras, parole, palavras, слов, 文字数, length, size, размер"
    ", 字数, מילים, długość",
    "chapters": "chapters, chapter count, kapitel gesamt, части, capítulos, capitoli",
    "published": "published, publish date, posted, date, date posted, first published, packaged, erstellt, publié, "
    "publicado, pubblicato, опубликовано, 投稿日",
    "updated": "updated, last updated, update, aktualisiert, mis à jour, actualizado, обновлено",
    "series": "series, sequence, part of, reihe, série, serie, серия, シリーズ, reihe/serie, цикл, 系列, סדרה",
    "beta": "beta, betas, beta reader, beta readers, betaed by, beta'd by, betareader, бета, бета-ридер"
    ", бета-читатель, беты, korrektur, betaleserin, relecture, 校对, בטא",
    "dedication": "dedication, dedicated to, for, recipient, gift for, prompt, challenge, challenges, written for, "
    "request, widmung, für, pour, para, per, посвящение"
    ", посвящается, dédicace, dedicatoria, dedica, dedicatória, 献给, מוקדש ל",
    "stats": "stats, statistics, reviews, favs, follows, hits, kudos, read, bookmarks",
    "publisher": "publisher, archived at, originally posted at, source",
    "url": "story url, storyurl",
    "author_url": "author url, authorurl",
    "classification": "classification, codes, code, story codes, type, format",
}
LABELS = {label.strip(): name for name, labels in _TABLE.items() for label in labels.split(",")}
