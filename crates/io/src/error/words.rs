//! What each fault of a file is called, and what to do about it: English beside Chinese.

use super::ReadFault;
use crate::finding::shortened;
use crate::lang::{Lang, texts};

impl ReadFault {
    texts! {
        /// What is wrong.
        pub fn reason(&self, lang) -> String {
            Self::Empty => "the file is empty" "文件为空";
            Self::Blank => "the file is blank" "文件没有内容";
            Self::ZeroBytes => "zero bytes in a text file" "文本文件中含有空字节";
            Self::OpenQuote => "a quoted cell is not closed" "有单元格的引号没有闭合";
            Self::Csv(text) => "{text}" "表格无法解析({text})";
            Self::NotUtf8 => "the text is not UTF-8" "文本不是UTF-8编码";
            Self::HalfCharacter =>
                "the text breaks off inside a character"
                "文本在一个字符中间断开";
            Self::Undecodable(name) =>
                "the text is neither UTF-8 nor {name}"
                "文本不是UTF-8编码,也不是{name}编码"
                with name = name.to_uppercase();
            Self::Encoding(name) =>
                "no encoding {name}; there are UTF-8, GBK, GB18030, Big5, UTF-16LE and all others \
                 of the WHATWG"
                "没有编码{name};可用UTF-8、GBK、GB18030、Big5、UTF-16LE以及WHATWG的其他编码"
                with name = lang.quote(name);
            Self::LongLine => "a line that is longer than any row" "有一行过长,不是数据行";
            Self::Crs(name) =>
                "coordinate system {name} is not known"
                "不认识坐标系{name}"
                with name = lang.quote(name);
            Self::NoProj(name) =>
                "coordinate system {name} takes PROJ, which this build was made without"
                "坐标系{name}需要PROJ,而本程序编译时未包含"
                with name = lang.quote(&shortened(name));
            Self::Ballpark(name) =>
                "no known way from the datum of {name} to WGS 84; taking it for the same may be \
                 100 m wrong"
                "{name}的基准面与WGS 84之间没有公开的转换参数,直接套用误差可达百米"
                with name = lang.quote(&shortened(name));
            Self::Projected { columns, .. } if columns.is_empty() =>
                "the geometries are in meters of a projection, and nothing says of which"
                "图形是以米为单位的投影坐标,但没有写明是哪一种坐标系";
            Self::Projected { columns, .. } =>
                "{columns}: meters of a projection, and nothing says of which"
                "{columns}是以米为单位的投影坐标,但没有写明是哪一种坐标系";
            Self::Elsewhere { declared, .. } =>
                "the coordinates do not lie where {declared} is used"
                "坐标数值不在{declared}的使用范围内"
                with declared = shortened(declared);
            Self::Format(format) => "{what} is not read" "不支持{what}"
                with what = format.text(lang);
            Self::Broken { format, reason } =>
                "not a sound {format} file: {reason}"
                "{format}文件有误({reason})";
            Self::NoPack { name, known, .. } =>
                "no pack {name}; those that come with Walkshed: {listed}"
                "没有规则包{name};自带的规则包:{listed}"
                with name = lang.quote(name), listed = known.join(lang.comma());
            Self::NoSheet { name, known, .. } =>
                "no sheet {name}; there are {listed}"
                "没有工作表{name},现有的工作表:{listed}"
                with name = lang.quote(name), listed = known.join(lang.comma());
            Self::NoLayer { name, known, .. } =>
                "no layer {name}; there are {listed}"
                "没有图层{name},现有的图层:{listed}"
                with name = lang.quote(name), listed = known.join(lang.comma());
            Self::ManyLayers(known) =>
                "it holds several layers: {listed}"
                "其中有多个图层:{listed}"
                with listed = known.join(lang.comma());
            Self::NoLayers(known) if known.is_empty() =>
                "nothing in it" "其中没有内容";
            Self::NoLayers(known) =>
                "no layer or table in it, but {listed}"
                "其中没有图层或表格,只有{listed}"
                with listed = known.join(lang.comma());
            Self::MixedCrs(layers) =>
                "layers {listed} are in different coordinate systems"
                "图层{listed}的坐标系不同"
                with listed = layers.join(lang.comma());
            Self::Encrypted => "it is protected with a password" "文件有密码保护";
            Self::Expands { from, to } =>
                "{from} bytes that expand to {to}"
                "{from}字节的文件解压后达{to}字节";
            Self::NotJson(text) => "not JSON: {text}" "不符合JSON格式({text})";
            Self::NotGeoJson(text) => "not GeoJSON: {text}" "不符合GeoJSON格式({text})";
            Self::NoFeatures => "a collection without features" "要素集合中没有features";
            Self::JsonType(name) =>
                "JSON of type {name} is not GeoJSON"
                "类型为{name}的JSON不是GeoJSON"
                with name = lang.quote(name);
            Self::Fixed { key, value } =>
                "{key} = {value}, but this street data is always WGS 84 and UTF-8"
                "写明了{key} = {value},但这种道路数据总是WGS 84坐标和UTF-8编码"
                with value = lang.quote(value);
            Self::NoScenario { name, known, .. } if known.is_empty() =>
                "no scenario {name}; the project has none"
                "没有情景{name},项目中没有任何情景"
                with name = lang.quote(name);
            Self::NoScenario { name, known, .. } =>
                "no scenario {name}; there are {listed}"
                "没有情景{name},现有的情景:{listed}"
                with name = lang.quote(name), listed = known.join(lang.comma());
            Self::Circle(names) =>
                "scenarios build on each other in a circle: {listed}"
                "情景之间循环引用:{listed}"
                with listed = names.join(match lang { Lang::En => " > ", Lang::Zh => "→" });
            Self::NobodyInside =>
                "no demand lies inside"
                "其中没有任何需求";
            Self::FixesOriginals =>
                "corrected copies would stand among the originals"
                "修正后的副本不能放在原始数据的文件夹中";
            Self::NoInput(role) => "no {role}" "没有指定{role}数据"
                with role = role_text(role, lang);
            Self::NoStreets =>
                "metric network without streets"
                "要求按步行路网计算,但没有道路数据";
            Self::NoMatch { column, table, with, keys, known } =>
                "no {column} stands in {with} of {table}: {here}, ... against {there}, ..."
                "{column}的值都不在{table}的{with}列中:{here}等,对方为{there}等"
                with here = keys.join(lang.comma()), there = known.join(lang.comma());
            Self::NoPeople => "no column of people" "没有人口列";
            Self::NothingInAreas { table } =>
                "no row lies in an area of {table}"
                "没有一行落在{table}的区域内";
            Self::NoRow => "no row" "没有数据行";
            Self::NoUsableRow(first) => "no usable row; the first: {why}" "没有可用的数据行,首个原因:{why}"
                with why = first.text(lang);
            Self::NoPolygon(None) => "no polygon" "没有面";
            Self::NoPolygon(Some(first)) => "no polygon ({why})" "没有面({why})"
                with why = first.text(lang);
            Self::Setting { en, zh, .. } => "{text}" "{text}" with text = match lang { Lang::En => en, Lang::Zh => zh };
            Self::NoColumn { field, role, columns, .. } =>
                "no column for {field} of {role}; the columns are {listed}"
                "{role}数据缺少{field}列,现有的列:{listed}"
                with role = role_text(role, lang), listed = columns.join(lang.comma());
            Self::UnknownField { name, known, .. } =>
                "no field {name}; there are {listed}"
                "没有字段{name},可用的字段:{listed}"
                with name = lang.quote(name), listed = known.join(lang.comma());
            Self::UnknownColumn { name, known, .. } =>
                "no column {name}; there are {listed}"
                "没有{name}这一列,现有的列:{listed}"
                with name = lang.quote(name), listed = known.join(lang.comma());
        }
    }

    texts! {
        /// What to do about it.
        pub fn remedy(&self, lang) -> String {
            Self::Empty
            | Self::Blank
            | Self::ZeroBytes
            | Self::HalfCharacter
            | Self::LongLine
            | Self::Csv(_)
            | Self::NoFeatures =>
                "export it again"
                "请重新导出";
            Self::OpenQuote | Self::NotJson(_) | Self::NotGeoJson(_) =>
                "export the file again"
                "请重新导出该文件";
            Self::NotUtf8 => "save the file as UTF-8" "请将文件另存为UTF-8编码";
            Self::Undecodable(_) =>
                "name its encoding in walkshed.toml: encoding = \"...\", or save it as UTF-8"
                "请在walkshed.toml中注明编码:encoding = \"...\",或另存为UTF-8编码";
            Self::Encoding(_) =>
                "correct encoding in walkshed.toml"
                "请更正walkshed.toml中的encoding";
            Self::Crs(_) =>
                "write its EPSG code, GCJ-02, BD-09, or a PROJ string"
                "请填写EPSG代码、GCJ-02、BD-09或PROJ字符串";
            Self::NoProj(_) =>
                "convert to WGS 84 (EPSG:4326) first, or build with the feature proj"
                "请先转换为WGS 84(EPSG:4326),或启用proj功能重新编译";
            Self::Ballpark(_) =>
                "transform to CGCS2000 or WGS 84 with the parameters of your survey office, or give \
                 a PROJ string with +towgs84"
                "请用测绘部门的参数转换为CGCS2000或WGS 84,或改用带+towgs84的PROJ字符串";
            Self::Projected { likely, .. } | Self::Elsewhere { likely, .. } if likely.is_empty() =>
                "say in walkshed.toml which it is: crs = \"EPSG:...\""
                "请在walkshed.toml中写明:crs = \"EPSG:...\"";
            Self::Projected { likely, .. } | Self::Elsewhere { likely, .. }
                if likely.len() <= LISTED =>
                "say in walkshed.toml if it is so: crs = {listed}"
                "如确为此坐标系,请在walkshed.toml中写明:crs = {listed}"
                with listed = alternatives(likely, lang);
            Self::Projected { .. } | Self::Elsewhere { .. } =>
                "ask its maker for the central meridian, and say so in walkshed.toml: crs = \
                 \"CGCS2000 3-degree CM 102E\" for 102°"
                "请向数据提供方确认中央经线,并在walkshed.toml中写明,如102度:crs = \
                 \"CGCS2000 3度带 102E\"";
            Self::Format(format) => "{how}" "{how}" with how = format.remedy(lang);
            Self::Broken { .. } =>
                "open it in the program that made it and save it again"
                "请用原来的软件打开后重新保存";
            Self::NoPack { near: None, .. } =>
                "name one of them, or the path of a file of your own, under packs"
                "请在packs中写其中之一,或自己的文件路径";
            Self::NoPack { near: Some(near), .. } =>
                "correct packs in walkshed.toml, did you mean {near}?"
                "请更正walkshed.toml中的packs,是否应为{near}?"
                with near = lang.quote(near);
            Self::NoSheet { near: None, .. } =>
                "correct sheet in walkshed.toml, or --sheet" "请更正walkshed.toml中的sheet,或--sheet";
            Self::NoLayer { near: None, .. } =>
                "correct layer in walkshed.toml, or --layer" "请更正walkshed.toml中的layer,或--layer";
            Self::NoSheet { near: Some(near), .. } =>
                "correct sheet in walkshed.toml, or --sheet, did you mean {near}?"
                "请更正walkshed.toml中的sheet或--sheet,是否应为{near}?"
                with near = lang.quote(near);
            Self::NoLayer { near: Some(near), .. } =>
                "correct layer in walkshed.toml, or --layer, did you mean {near}?"
                "请更正walkshed.toml中的layer或--layer,是否应为{near}?"
                with near = lang.quote(near);
            Self::ManyLayers(known) =>
                "name one in walkshed.toml: layer = {first}"
                "请在walkshed.toml中指明一个:layer = {first}"
                with first = format!("{:?}", known.first().map_or("...", String::as_str));
            Self::NoLayers(_) =>
                "export the layer again as GeoPackage"
                "请将图层重新导出为GeoPackage";
            Self::MixedCrs(_) =>
                "name the file once for each layer"
                "请将各图层分别作为一个输入";
            Self::Encrypted =>
                "unpack it and save it without one"
                "请解压后不加密码重新保存";
            Self::Expands { .. } =>
                "a table does not pack so well: unpack it and look what it holds"
                "正常的表格不会如此压缩,请解压后检查内容";
            Self::JsonType(_) => "export a FeatureCollection" "请导出为FeatureCollection";
            Self::Fixed { key, .. } =>
                "remove {key} from walkshed.toml" "请在walkshed.toml中删去{key}";
            Self::NoScenario { near: Some(near), .. } =>
                "did you mean {near}?"
                "是否应为{near}?"
                with near = lang.quote(near);
            Self::NoScenario { near: None, .. } =>
                "name one under [scenario.NAME] in walkshed.toml"
                "请在walkshed.toml的[scenario.名称]下写明";
            Self::Circle(_) =>
                "let one of them build on none: remove its based_on"
                "请删去其中一个的based_on";
            Self::NobodyInside =>
                "check the study area and its coordinate system"
                "请核对研究范围及其坐标系";
            Self::FixesOriginals => "choose another folder" "请换一个文件夹";
            Self::NoInput(role) =>
                "name a file under [inputs]: {role} = \"{role}.csv\""
                "请在[inputs]下写明文件:{role} = \"{role}.csv\"";
            Self::NoStreets =>
                "name a file under [inputs]: streets = \"...\", or use metric straight"
                "请在[inputs]下写明文件:streets = \"...\",或改用直线度量(metric straight)";
            Self::NoMatch { .. } | Self::NothingInAreas { .. } =>
                "correct on and with in walkshed.toml: they name columns with the same codes or names"
                "请更正walkshed.toml中的on和with,两列应为同一套代码或名称";
            Self::NoPeople =>
                "name one in walkshed.toml: weights = {{ population = \"...\" }}"
                "请在walkshed.toml中写明:weights = {{ population = \"...\" }}";
            Self::NoRow | Self::NoUsableRow(_) => "correct the rows" "请更正数据行";
            Self::NoPolygon(_) =>
                "draw the area as a GeoJSON polygon"
                "请将范围绘制为GeoJSON面";
            Self::Setting { near: None, .. } => "correct the line" "请更正此行";
            Self::Setting { near: Some(near), .. } =>
                "did you mean {near}?"
                "是否应为{near}?"
                with near = lang.quote(near);
            Self::NoColumn { field, known, .. } =>
                "name it {field} or {name}, or say in walkshed.toml: columns = {{ {field} = \"...\" }}"
                "请将列名改为{field}或{name},或在walkshed.toml中写明:columns = {{ {field} = \"...\" }}"
                with name = recognized(known, lang).unwrap_or(field);
            Self::UnknownField { near: None, .. } | Self::UnknownColumn { near: None, .. } =>
                "correct columns in walkshed.toml"
                "请更正walkshed.toml中的columns";
            Self::UnknownField { near: Some(near), .. }
            | Self::UnknownColumn { near: Some(near), .. } =>
                "correct columns in walkshed.toml, did you mean {near}?"
                "请更正walkshed.toml中的columns,是否应为{near}?"
                with near = lang.quote(near);
        }
    }

    /// Reason and remedy.
    pub(super) fn text(&self, lang: Lang) -> String {
        self.reason(lang) + lang.semicolon() + &self.remedy(lang)
    }
}

/// So many systems are named one by one.
const LISTED: usize = 3;

/// `"EPSG:3857" or "EPSG:4491"`.
fn alternatives(systems: &[String], lang: Lang) -> String {
    let quoted: Vec<String> = systems.iter().map(|name| format!("\"{name}\"")).collect();
    quoted.join(match lang {
        Lang::En => " or ",
        Lang::Zh => "或",
    })
}

/// The first name that a reader of this language would choose.
fn recognized(names: &[&'static str], lang: Lang) -> Option<&'static str> {
    let mut all = names.iter().copied();
    let chinese = all.find(|name| lang == Lang::Zh && !name.is_ascii());
    chinese.or_else(|| names.first().copied())
}

/// What the files of a role hold.
fn role_text(role: &'static str, lang: Lang) -> &'static str {
    match (lang, role) {
        (Lang::Zh, "stations") => "站点",
        (Lang::Zh, "demand") => "需求",
        (Lang::Zh, "streets") => "道路",
        (Lang::Zh, "grids") => "网格",
        _ => role,
    }
}
