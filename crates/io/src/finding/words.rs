//! What each problem is called, and what to do about it: English beside Chinese.

use super::parts::{dropped, hierarchy, joined, position, streets};
use super::{GeometryFault, Problem, shortened};
use crate::lang::texts;

impl Problem {
    texts! {
        /// What is wrong, or was assumed.
        pub fn reason(&self, lang) -> String {
            Self::Cells { found, expected } =>
                "{found} cells under a header of {expected}"
                "本行有{found}个单元格,表头只有{expected}列";
            Self::NotAFeature => "not a GeoJSON feature" "不是GeoJSON要素";
            Self::NotAFeatureLine(text) =>
                "not a GeoJSON feature: {text}"
                "此行不是GeoJSON要素({text})";
            Self::Geometry(fault) => "geometry: {why}" "图形有误:{why}"
                with why = fault.reason(lang);
            Self::NoPlace => "no position" "没有位置";
            Self::NotDegrees => "not a number" "不是数字";
            Self::Position(fault) => "{why}" "{why}" with why = position(fault, lang);
            Self::Datum =>
                "not a coordinate system that can be converted"
                "不是可以转换的坐标系";
            Self::BeyondCrs =>
                "the coordinates lie beyond the reach of their coordinate system"
                "坐标超出其坐标系的有效范围";
            Self::Shape { expected } => "the geometry is no {what}" "图形不是{what}"
                with what = expected.text(lang);
            Self::NoCenter =>
                "the outline crosses itself or is empty, so that it has no center"
                "边界自相交或为空,求不出中心点";
            Self::NoLine =>
                "a line of fewer than two different places"
                "线上不同的点不足两个";
            Self::NoLevel => "no level" "没有级别";
            Self::UnknownLevel => "not a level" "不是级别";
            Self::BareCenter => "a center of which level?" "只写了中心,未写明是哪一级";
            Self::DuplicateId { file, place } =>
                "the id is taken by {file} {at}, which is kept"
                "编号与{file}{at}重复,保留先出现的"
                with at = place.text(lang);
            Self::Table(fault) => "{why}" "{why}" with why = fault.reason(lang);
            Self::Join(fault) => "{why}" "{why}" with why = fault.reason(lang);
            Self::Scenario(fault) => "{why}" "{why}" with why = fault.reason(lang);
            Self::Check(symptom) => "{why}" "{why}" with why = symptom.reason(lang);
            Self::CutCode =>
                "a code whose digits a spreadsheet has cut off"
                "编码被电子表格改成了科学计数法,末尾数字已丢失";
            Self::NotAWeight => "not a number from 0 to 1e12" "不是0至1万亿之间的数字";
            Self::Exchanged =>
                "the coordinates stand the other way round, and are read so"
                "坐标的两个数顺序相反(经纬度或东、北坐标),已对调后读取";
            Self::OtherCrs { stated, taken } =>
                "the file says {stated}, the project {taken}, which is taken"
                "文件声明的坐标系是{stated},项目中写的是{taken},以项目为准"
                with stated = shortened(stated), taken = shortened(taken);
            Self::Hierarchy(fault) => "{why}" "{why}" with why = hierarchy(fault, lang);
            Self::BeyondPattern { levels } =>
                "the pattern has {levels} levels; the station is kept"
                "体系只有{levels}级,站点级别超出,仍予保留";
            Self::UnknownWord =>
                "not one of the words for this; it counts as unknown"
                "不是该栏的有效取值,按未知计";
            Self::NoSuchStation { .. } =>
                "no station or site has this id"
                "没有这个编号的站点或场所";
            Self::UnknownDate =>
                "not a day; it counts as unknown"
                "不是有效的日期,按未知计";
            Self::MustBeSaid => "nothing stands here, and must" "此格不能为空";
            Self::NeedsOfNobody { rows } =>
                "no community is called so; {rows} rows of needs are left aside"
                "没有叫这个名字的社区,有{rows}行需求未计入";
            Self::UnknownStatus =>
                "not a status; the station counts as operating"
                "不是有效的状态,站点按运营计";
            Self::NoneOperating =>
                "no station is operating, so that none serves"
                "没有运营中的站点,无人得到服务";
            Self::OnlyBuilt { stations } =>
                "{stations} stations are built but not said to be operating, and serve nobody"
                "有{stations}个站点只注明已建、未注明运营,不计入服务";
            Self::UnknownCommunity { rows } =>
                "not among the grids; the place decides for {rows} rows"
                "网格中没有这个社区,有{rows}行改按位置归属";
            Self::NoWeights =>
                "no column of people; only places are counted"
                "没有人口列,只统计地块数";
            Self::Empty => "nothing in it" "文件中没有内容";
            Self::NodesBox =>
                "how far the streets are mapped is not known; the box around them is taken"
                "道路数据的完整范围未知,暂以道路的外接矩形为界";
            Self::MissingNodes { nodes, pieces } =>
                "{nodes} nodes of walkable ways are missing, {pieces} pieces are lost"
                "可步行道路缺少{nodes}个节点,丢失{pieces}段";
            Self::InvalidNodes { nodes } =>
                "{nodes} nodes of walkable ways are not on the earth"
                "可步行道路有{nodes}个节点的坐标超出有效范围";
            Self::DroppedAreas { areas, first } =>
                "{areas} squares are not walked across: {named}"
                "有{areas}处广场不能横穿:{named}"
                with named = dropped(first, *areas, lang);
            Self::UncrossedAreas { areas, first } =>
                "{areas} squares are not walked across, as their rings cross or hold nothing: {named}"
                "有{areas}处广场的边界自交或无面积,不能横穿:{named}"
                with named = streets(first, *areas, lang);
            Self::LargeAreas { areas, first } =>
                "{areas} squares have over 200 entries and corners; only those within 200 m are tied: \
                 {named}"
                "有{areas}处广场的出入口和转角超过200个,只连接200米以内的:{named}"
                with named = streets(first, *areas, lang);
            Self::InvalidBox =>
                "the box that it declares is none, and not used"
                "文件声明的范围无效,未采用";
            Self::Ferries { built_with: true } =>
                "it was built with ferries, which this project leaves out; they are taken"
                "路网文件含轮渡,而本项目不计轮渡;现仍按可乘坐计";
            Self::Ferries { built_with: false } =>
                "it was built without ferries, which this project asks for; none is taken"
                "路网文件不含轮渡,而本项目要求计入轮渡;现按没有轮渡计";
            Self::Header =>
                "the column has no name or one that is taken"
                "此列没有列名,或列名重复";
            Self::NoTable =>
                "no .dbf file beside it, so that nothing but shapes is read"
                "旁边缺少.dbf文件,只能读取图形";
            Self::UnevenTable { shapes, records } =>
                "{shapes} shapes, but {records} records in the .dbf file"
                "图形有{shapes}个,.dbf文件中的记录却有{records}条";
            Self::Undecoded { cells } =>
                "{cells} cells hold bytes that are no text"
                "有{cells}个单元格含有无法识别的字节";
            Self::Unsaved =>
                "another program has not finished writing it; what stands in the -wal file is not \
                 read"
                "另有程序尚未写完此文件,-wal文件中的改动未读取";
            Self::Decoded { declared: Some(declared), used } =>
                "the text is declared as {declared}, but is none; it is read as {used}"
                "文件声明的编码为{declared},但与内容不符,已按{used}读取";
            Self::Decoded { declared: None, used } =>
                "no encoding is declared; the text is read as {used}"
                "文件没有声明编码,已按{used}读取";
            Self::NotPlain =>
                "columns that hold no plain values are left out"
                "这些列不是普通的值,未读取";
            Self::MadeId => "no id; made from its place in the file" "没有编号,已按行次生成";
            Self::MadeIds =>
                "no ids; made from the places in the file"
                "整个文件没有编号,已按行次生成";
            Self::ReadAs { field } => "read as {field}" "此列按 {field} 读取";
            Self::Unused => "columns that are not counted" "这些列未计入统计";
            Self::BlankWeights { cells } =>
                "{cells} blank cells count as 0"
                "有{cells}个空单元格,按0计";
            Self::Approximate { cells } =>
                "{cells} rough numbers; counted as written, the first is shown"
                "有{cells}个约数,按所写数字计,此为首个";
            Self::CountedBy { others } =>
                "people are counted by this column, not by {listed}"
                "人口按此列统计,未采用{listed}"
                with listed = others.join(lang.comma());
            Self::OutsideStudyArea { rows } =>
                "{rows} places outside the study area are not counted"
                "研究范围以外的{rows}处需求未计入";
            Self::NotWalked { lines, reason } =>
                "{lines} lines are not walked: {why}"
                "有{lines}条线不作步行道路:{why}"
                with why = reason.text(lang);
            Self::Inferred { connections, first } =>
                "{connections} connections without a shared vertex: {named}"
                "推断出{connections}处没有公共顶点的连接:{named}"
                with named = joined(first, *connections, lang);
        }
    }

    texts! {
        /// What to do about it; empty where there is nothing to do.
        pub(super) fn advice(&self, lang) -> String {
            Self::Cells { .. } =>
                "put cells that hold the separator in quotes"
                "单元格内含分隔符时,请用引号括起";
            Self::NotAFeatureLine(_) => "write one feature a line" "请每行只写一个要素";
            Self::NotAFeature => "see RFC 7946, section 3.2" "请参照RFC 7946第3.2节";
            Self::Geometry(GeometryFault::Kind(_)) =>
                "turn it into points, straight lines or polygons"
                "请转换为点、折线或面";
            Self::Geometry(_) => "draw or export it again" "请重新绘制或导出";
            Self::NoPlace =>
                "give longitude and latitude, or a geometry"
                "请补充经纬度或图形";
            Self::NotDegrees => "write decimal degrees" "请填写十进制度数";
            Self::Position(fault) if fault.value.abs() <= 180.0 =>
                "exchange them, longitude comes first"
                "请对调,经度在前";
            Self::Position(_) =>
                "write decimal degrees of WGS 84"
                "请填写WGS 84坐标的十进制度数";
            Self::Datum =>
                "write WGS 84, GCJ-02 (高德), BD-09 (百度) or an EPSG code"
                "请填写WGS 84、高德、百度、天地图或EPSG代码";
            Self::BeyondCrs =>
                "correct the number, or crs in walkshed.toml"
                "请更正数字,或修改walkshed.toml中的crs";
            Self::OtherCrs { .. } =>
                "leave crs out of walkshed.toml if the file is right"
                "如文件正确,请去掉walkshed.toml中的crs";
            Self::Shape { .. } =>
                "give one, or leave the feature out"
                "请改用此类图形,或去掉该要素";
            Self::NoCenter =>
                "draw its outline without crossings"
                "请重新绘制边界,不要自相交";
            Self::NoLine => "draw it again, or leave it out" "请重新绘制,或去掉该线";
            Self::NoLevel | Self::UnknownLevel =>
                "write 1 to 9, or 一级 to 九级"
                "请填写1至9,或一级至九级";
            Self::BareCenter =>
                "write 1 for a town's or 2 for a community's"
                "镇级中心请填写1,社区级中心请填写2";
            Self::Table(fault) => "{how}" "{how}" with how = fault.remedy(lang);
            Self::Join(fault) => "{how}" "{how}" with how = fault.remedy(lang);
            Self::Scenario(fault) => "{how}" "{how}" with how = fault.remedy(lang);
            Self::Check(symptom) => "{how}" "{how}" with how = symptom.remedy(lang);
            Self::DuplicateId { .. } => "give each its own" "请使编号各不相同";
            Self::CutCode =>
                "format the column as text and export again"
                "请将该列设为文本格式后重新导出";
            Self::NotAWeight => "write the number alone" "请只填写数字";
            Self::Exchanged => "put longitude or easting first"
                "请将经度或东坐标写在前面";
            Self::Hierarchy(_) | Self::BeyondPattern { .. } =>
                "correct the stations, or hierarchy in walkshed.toml"
                "请更正站点数据,或修改walkshed.toml中的hierarchy";
            Self::UnknownWord =>
                "build mode: integrated, co_built, new_built, converted; tenure: public, rented, \
                 commercial, shared"
                "建设方式请填写综合建、共建、新建或改建;用房性质请填写公共用房、租用、商业用房或共享";
            Self::NoSuchStation { near: Some(near) } =>
                "did you mean {near}?"
                "是否应为{near}?"
                with near = lang.quote(near);
            Self::NoSuchStation { near: None } =>
                "write the id of a station, or of the site of several"
                "请填写站点编号,或多个站点共用的场所编号";
            Self::UnknownDate =>
                "write it as 2021-11-20"
                "请写成2021-11-20的形式";
            Self::UnknownStatus =>
                "write planned, under_construction, built, operating, suspended or closed"
                "请填写规划、在建、建成、运营、停用或关闭";
            Self::CountedBy { .. } =>
                "name another in walkshed.toml: weights = {{ population = \"...\" }}"
                "如需改用,请在walkshed.toml中写明:weights = {{ population = \"...\" }}";
            Self::NoneOperating | Self::OnlyBuilt { .. } =>
                "write operating (运营) where a station is open"
                "正常开放的站点,状态请填写“运营”";
            Self::MustBeSaid => "fill it in" "请填写";
            Self::NeedsOfNobody { .. } | Self::UnknownCommunity { .. } =>
                "write the id or the name of a grid"
                "请填写网格的编号或名称";
            Self::NoWeights =>
                "name one in walkshed.toml: weights = {{ population = \"...\" }}"
                "请在walkshed.toml中指明:weights = {{ population = \"...\" }}";
            Self::NodesBox =>
                "set extent in walkshed.toml to a polygon file, or to \"complete\""
                "请在walkshed.toml中将extent设为范围面文件;道路已完整时设为\"complete\"";
            Self::DroppedAreas { .. } =>
                "cut the extract with complete ways and relations, or close the outlines"
                "裁剪数据时请保留完整道路和关系,或补全边界";
            Self::UncrossedAreas { .. } =>
                "mend their outlines in the map"
                "请在地图中修正其边界";
            Self::MissingNodes { .. } =>
                "cut the extract with complete ways"
                "裁剪数据时请保留完整道路";
            Self::InvalidNodes { .. } | Self::InvalidBox =>
                "export the file again"
                "请重新导出该文件";
            Self::Ferries { .. } =>
                "build it again with walkshed network build --clip and this project"
                "请用walkshed network build --clip按本项目重新生成";
            Self::Header => "name each column once" "请为每列取不同的列名";
            Self::NoTable | Self::UnevenTable { .. } =>
                "copy all files of the Shapefile together"
                "请把Shapefile的所有文件一起复制";
            Self::Undecoded { .. } | Self::Decoded { .. } =>
                "if names look wrong, say so in walkshed.toml: encoding = \"GBK\""
                "如有乱码,请在walkshed.toml中写明:encoding = \"GBK\"";
            Self::Unsaved => "close it there" "请先在该程序中关闭此文件";
            Self::MadeId | Self::MadeIds =>
                "give ids that stay when rows move"
                "请补充编号,使其不随行次变动";
            Self::ReadAs { .. } =>
                "say so in walkshed.toml if that is wrong: columns = {{ ... }}"
                "如不正确,请在walkshed.toml中写明:columns = {{ ... }}";
            Self::Unused =>
                "name those to be counted in walkshed.toml: weights = {{ ... }}"
                "如需统计,请在walkshed.toml中写明:weights = {{ ... }}";
            Self::NotWalked { .. } =>
                "foot = yes opens a line to walkers"
                "可通行的线请注明foot = yes";
            Self::Empty
            | Self::NotPlain
            | Self::Approximate { .. }
            | Self::BlankWeights { .. }
            | Self::OutsideStudyArea { .. }
            | Self::LargeAreas { .. }
            | Self::Inferred { .. } => "" "";
        }
    }

    /// What to do about it, if there is anything to do.
    #[must_use]
    pub fn remedy(&self, lang: crate::Lang) -> Option<String> {
        Some(self.advice(lang)).filter(|advice| !advice.is_empty())
    }
}
